from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "thriving.grants.proposals"
    label = "proposals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They need the tables to be known.
        from thriving.evidence import shipped  # noqa: PLC0415
        from thriving.grants.proposals import beside as beside  # noqa: PLC0415
        from thriving.grants.proposals import derivations as derivations  # noqa: PLC0415
        from thriving.grants.proposals import letters as letters  # noqa: PLC0415
        from thriving.grants.proposals import personal as personal  # noqa: PLC0415
        from thriving.grants.proposals import rules as rules  # noqa: PLC0415
        from thriving.grants.proposals import search as search  # noqa: PLC0415
        from thriving.grants.proposals import waiting as waiting  # noqa: PLC0415

        shipped.add("proposals", shipped.Shipped("thriving.grants.proposals", "measures.toml"))
