from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "thriving.plan"
    label = "plan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Both need the tables to be known.
        from thriving.evidence import in_use  # noqa: PLC0415
        from thriving.plan import rules as rules  # noqa: PLC0415
        from thriving.plan.places import places  # noqa: PLC0415

        in_use.places.add("plan", places)
