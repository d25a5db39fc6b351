from django.apps import AppConfig


class WikiConfig(AppConfig):
    name = "thriving.wiki"
    label = "wiki"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They need the tables to be known.
        from thriving.wiki import personal as personal  # noqa: PLC0415
        from thriving.wiki import rules as rules  # noqa: PLC0415
        from thriving.wiki import showing as showing  # noqa: PLC0415
