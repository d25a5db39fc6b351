from django.apps import AppConfig


class MilestonesConfig(AppConfig):
    name = "thriving.programs.milestones"
    label = "milestones"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They need the tables to be known.
        from thriving.programs.milestones import beside as beside  # noqa: PLC0415
        from thriving.programs.milestones import derivations as derivations  # noqa: PLC0415
        from thriving.programs.milestones import personal as personal  # noqa: PLC0415
        from thriving.programs.milestones import rules as rules  # noqa: PLC0415
        from thriving.programs.milestones import waiting as waiting  # noqa: PLC0415
