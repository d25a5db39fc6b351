from django.apps import AppConfig


class AskingConfig(AppConfig):
    name = "thriving.programs.asking"
    label = "asking"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They need the tables to be known.
        from thriving.evidence import shipped  # noqa: PLC0415
        from thriving.programs.asking import derivations as derivations  # noqa: PLC0415
        from thriving.programs.asking import personal as personal  # noqa: PLC0415
        from thriving.programs.asking import rules as rules  # noqa: PLC0415
        from thriving.programs.asking import waiting as waiting  # noqa: PLC0415
        from thriving.programs.asking import ways_in as ways_in  # noqa: PLC0415

        shipped.add("asking", shipped.Shipped("thriving.programs.asking", "measures.toml"))
