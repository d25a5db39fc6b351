from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "thriving.programs.needs"
    label = "needs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They need the tables to be known.
        from thriving.evidence import shipped  # noqa: PLC0415
        from thriving.programs.needs import asked as asked  # noqa: PLC0415
        from thriving.programs.needs import beside as beside  # noqa: PLC0415
        from thriving.programs.needs import derivations as derivations  # noqa: PLC0415
        from thriving.programs.needs import personal as personal  # noqa: PLC0415
        from thriving.programs.needs import rules as rules  # noqa: PLC0415
        from thriving.programs.needs import waiting as waiting  # noqa: PLC0415

        shipped.add("needs", shipped.Shipped("thriving.programs.needs", "measures.toml"))
