from django.apps import AppConfig


class CrisisConfig(AppConfig):
    name = "thriving.safety.crisis"
    label = "crisis"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They need the tables to be known.
        from thriving.safety.crisis import derivations as derivations  # noqa: PLC0415
        from thriving.safety.crisis import personal as personal  # noqa: PLC0415
        from thriving.safety.crisis import protocol as protocol  # noqa: PLC0415
        from thriving.safety.crisis import rules as rules  # noqa: PLC0415
        from thriving.safety.crisis import waiting as waiting  # noqa: PLC0415
        from thriving.safety.crisis import ways_in as ways_in  # noqa: PLC0415
