from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "thriving.grants.reports"
    label = "grant_reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They need the tables to be known.
        from thriving.evidence import shipped  # noqa: PLC0415
        from thriving.grants.reports import beside as beside  # noqa: PLC0415
        from thriving.grants.reports import derivations as derivations  # noqa: PLC0415
        from thriving.grants.reports import gates as gates  # noqa: PLC0415
        from thriving.grants.reports import personal as personal  # noqa: PLC0415
        from thriving.grants.reports import rules as rules  # noqa: PLC0415
        from thriving.grants.reports import waiting as waiting  # noqa: PLC0415

        shipped.add("grant_reports", shipped.Shipped("thriving.grants.reports", "measures.toml"))
