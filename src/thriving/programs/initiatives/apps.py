from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InitiativesConfig(AppConfig):
    name = "thriving.programs.initiatives"
    label = "initiatives"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They need the tables to be known.
        from thriving.evidence import shipped  # noqa: PLC0415
        from thriving.movement import scopes  # noqa: PLC0415
        from thriving.programs.initiatives import derivations as derivations  # noqa: PLC0415
        from thriving.programs.initiatives import personal as personal  # noqa: PLC0415
        from thriving.programs.initiatives import rules as rules  # noqa: PLC0415
        from thriving.programs.initiatives import waiting as waiting  # noqa: PLC0415
        from thriving.programs.initiatives import ways_in as ways_in  # noqa: PLC0415
        from thriving.programs.initiatives.queries import initiatives_named  # noqa: PLC0415

        scopes.declare("program", _("Initiative"), initiatives_named)
        shipped.add("initiatives", shipped.Shipped("thriving.programs.initiatives", "measures.toml"))
