from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "thriving.programs.events"
    label = "events"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They need the tables to be known.
        from thriving.programs.events import actions as actions  # noqa: PLC0415
        from thriving.programs.events import derivations as derivations  # noqa: PLC0415
        from thriving.programs.events import personal as personal  # noqa: PLC0415
        from thriving.programs.events import rules as rules  # noqa: PLC0415
