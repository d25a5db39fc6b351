from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MovementConfig(AppConfig):
    name = "thriving.movement"
    label = "movement"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Not above: models may be imported only once all apps are known.
        from thriving.movement import rules, scopes, waiting  # noqa: F401, PLC0415 -- declares rules and work
        from thriving.movement.header import account  # noqa: PLC0415 -- it reads models
        from thriving.movement.personal import minors, own  # noqa: F401, PLC0415 -- declares what is known
        from thriving.movement.queries import groups  # noqa: PLC0415 -- the same
        from thriving.movement.queries.roles import regions_named  # noqa: PLC0415 -- the same
        from thriving.ui import slots  # noqa: PLC0415 -- the same

        scopes.declare("region", _("Region"), regions_named)
        scopes.declare("affiliate", _("Affiliate"), groups.affiliates_named)
        scopes.declare("community", _("Community"), groups.communities_named)
        slots.add("account", account, "account")
