from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "thriving.programs.campaigns"
    label = "campaigns"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They need the tables to be known.
        from thriving.evidence import shipped  # noqa: PLC0415
        from thriving.programs.campaigns import beside as beside  # noqa: PLC0415
        from thriving.programs.campaigns import derivations as derivations  # noqa: PLC0415
        from thriving.programs.campaigns import hearing as hearing  # noqa: PLC0415
        from thriving.programs.campaigns import personal as personal  # noqa: PLC0415
        from thriving.programs.campaigns import rules as rules  # noqa: PLC0415
        from thriving.programs.campaigns import shelf as shelf  # noqa: PLC0415
        from thriving.programs.campaigns import waiting as waiting  # noqa: PLC0415

        shipped.add("campaigns", shipped.Shipped("thriving.programs.campaigns", "measures.toml"))
