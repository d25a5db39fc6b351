from django.apps import AppConfig


class CapacityConfig(AppConfig):
    name = "thriving.programs.capacity"
    label = "capacity"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They need the tables to be known.
        from thriving.programs.capacity import beside as beside  # noqa: PLC0415
        from thriving.programs.capacity import derivations as derivations  # noqa: PLC0415
        from thriving.programs.capacity import on_plan as on_plan  # noqa: PLC0415
        from thriving.programs.capacity import personal as personal  # noqa: PLC0415
        from thriving.programs.capacity import rules as rules  # noqa: PLC0415
        from thriving.programs.capacity import waiting as waiting  # noqa: PLC0415
        from thriving.programs.capacity import ways_in as ways_in  # noqa: PLC0415
