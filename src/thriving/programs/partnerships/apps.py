from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "thriving.programs.partnerships"
    label = "partnerships"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They need the tables to be known.
        from thriving.evidence import shipped  # noqa: PLC0415
        from thriving.programs.partnerships import beside as beside  # noqa: PLC0415
        from thriving.programs.partnerships import derivations as derivations  # noqa: PLC0415
        from thriving.programs.partnerships import on_plan as on_plan  # noqa: PLC0415
        from thriving.programs.partnerships import personal as personal  # noqa: PLC0415
        from thriving.programs.partnerships import rules as rules  # noqa: PLC0415
        from thriving.programs.partnerships import waiting as waiting  # noqa: PLC0415

        shipped.add("partnerships", shipped.Shipped("thriving.programs.partnerships", "measures.toml"))
