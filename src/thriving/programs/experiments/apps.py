from django.apps import AppConfig


class ExperimentsConfig(AppConfig):
    name = "thriving.programs.experiments"
    label = "experiments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They need the tables to be known.
        from thriving.programs.experiments import beside as beside  # noqa: PLC0415
        from thriving.programs.experiments import derivations as derivations  # noqa: PLC0415
        from thriving.programs.experiments import personal as personal  # noqa: PLC0415
        from thriving.programs.experiments import rules as rules  # noqa: PLC0415
        from thriving.programs.experiments import waiting as waiting  # noqa: PLC0415
