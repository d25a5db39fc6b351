from django.apps import AppConfig


class ConductConfig(AppConfig):
    name = "thriving.safety.conduct"
    label = "conduct"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They need the tables to be known.
        from thriving.safety.conduct import beside as beside  # noqa: PLC0415
        from thriving.safety.conduct import moments as moments  # noqa: PLC0415
        from thriving.safety.conduct import personal as personal  # noqa: PLC0415
        from thriving.safety.conduct import protocol as protocol  # noqa: PLC0415
        from thriving.safety.conduct import rules as rules  # noqa: PLC0415
        from thriving.safety.conduct import sealing as sealing  # noqa: PLC0415
        from thriving.safety.conduct import waiting as waiting  # noqa: PLC0415
