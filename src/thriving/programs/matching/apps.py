from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "thriving.programs.matching"
    label = "matching"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They need the tables to be known.
        from thriving.programs.matching import personal as personal  # noqa: PLC0415
        from thriving.programs.matching import rules as rules  # noqa: PLC0415
