from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
from django.utils.module_loading import autodiscover_modules


class WebConfig(AppConfig):
    name = "thriving.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        Path(settings.DATA).mkdir(mode=0o700, parents=True, exist_ok=True)
        # Each package says in its tasks what is to be done in the background, once or again and again.
        autodiscover_modules("tasks")
        from thriving.web import checks  # noqa: F401, PLC0415 -- checks register as they are imported
        from thriving.web import doors as doors  # noqa: PLC0415 -- the doors in the header, added likewise

        if settings.DEMO:
            from thriving.web.demo import start  # noqa: PLC0415 -- nowhere else is it even imported

            start()
