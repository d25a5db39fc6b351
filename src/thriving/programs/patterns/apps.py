from django.apps import AppConfig


class PatternsConfig(AppConfig):
    name = "thriving.programs.patterns"
    label = "patterns"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They need the tables to be known.
        from thriving.evidence import shipped  # noqa: PLC0415
        from thriving.programs.patterns import derivations as derivations  # noqa: PLC0415
        from thriving.programs.patterns import personal as personal  # noqa: PLC0415
        from thriving.programs.patterns import rules as rules  # noqa: PLC0415
        from thriving.programs.patterns import waiting as waiting  # noqa: PLC0415

        shipped.add("patterns", shipped.Shipped("thriving.programs.patterns", "measures.toml"))
