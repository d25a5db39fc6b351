from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanConfig(AppConfig):
    name = "thriving.plan"
    label = "plan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They need the tables to be known.
        from thriving.evidence import in_use  # noqa: PLC0415
        from thriving.movement import scopes  # noqa: PLC0415
        from thriving.plan import personal as personal  # noqa: PLC0415
        from thriving.plan import rules as rules  # noqa: PLC0415
        from thriving.plan import waiting as waiting  # noqa: PLC0415
        from thriving.plan.places import places  # noqa: PLC0415
        from thriving.plan.queries.plans import priorities_named  # noqa: PLC0415

        in_use.places.add("plan", places)
        scopes.declare("priority", _("Priority"), priorities_named)
