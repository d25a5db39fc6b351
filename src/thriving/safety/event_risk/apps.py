from django.apps import AppConfig


class EventRiskConfig(AppConfig):
    name = "thriving.safety.event_risk"
    label = "event_risk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They need the tables to be known.
        from thriving.safety.event_risk import beside as beside  # noqa: PLC0415
        from thriving.safety.event_risk import derivations as derivations  # noqa: PLC0415
        from thriving.safety.event_risk import gating as gating  # noqa: PLC0415
        from thriving.safety.event_risk import hearing as hearing  # noqa: PLC0415
        from thriving.safety.event_risk import on_plan as on_plan  # noqa: PLC0415
        from thriving.safety.event_risk import personal as personal  # noqa: PLC0415
        from thriving.safety.event_risk import protocol as protocol  # noqa: PLC0415
        from thriving.safety.event_risk import rules as rules  # noqa: PLC0415
        from thriving.safety.event_risk import waiting as waiting  # noqa: PLC0415
        from thriving.safety.event_risk.actions import staleness as staleness  # noqa: PLC0415
