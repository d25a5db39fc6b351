from django.apps import AppConfig


class CouncilsConfig(AppConfig):
    name = "thriving.programs.councils"
    label = "councils"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They need the tables to be known.
        from thriving.evidence import shipped  # noqa: PLC0415
        from thriving.programs.councils import derivations as derivations  # noqa: PLC0415
        from thriving.programs.councils import hearing as hearing  # noqa: PLC0415
        from thriving.programs.councils import on_plan as on_plan  # noqa: PLC0415
        from thriving.programs.councils import personal as personal  # noqa: PLC0415
        from thriving.programs.councils import rules as rules  # noqa: PLC0415
        from thriving.programs.councils import sealing as sealing  # noqa: PLC0415
        from thriving.programs.councils import waiting as waiting  # noqa: PLC0415
        from thriving.programs.councils.queries import two_adults as two_adults  # noqa: PLC0415

        shipped.add("councils", shipped.Shipped("thriving.programs.councils", "measures.toml"))
