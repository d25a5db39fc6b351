from django.apps import AppConfig


class PositionsConfig(AppConfig):
    name = "thriving.programs.positions"
    label = "positions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They need the tables to be known.
        from thriving.programs.positions import beside as beside  # noqa: PLC0415
        from thriving.programs.positions import derivations as derivations  # noqa: PLC0415
        from thriving.programs.positions import moments as moments  # noqa: PLC0415
        from thriving.programs.positions import personal as personal  # noqa: PLC0415
        from thriving.programs.positions import rules as rules  # noqa: PLC0415
        from thriving.programs.positions import waiting as waiting  # noqa: PLC0415
