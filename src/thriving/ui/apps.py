from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "thriving.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from thriving.ui import checks  # noqa: F401, PLC0415 -- registers them once settings stand
