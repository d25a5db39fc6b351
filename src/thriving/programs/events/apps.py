from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "thriving.programs.events"
    label = "events"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They need the tables to be known.
        from thriving.evidence import shipped  # noqa: PLC0415
        from thriving.programs.events import actions as actions  # noqa: PLC0415
        from thriving.programs.events import asked as asked  # noqa: PLC0415
        from thriving.programs.events import beside as beside  # noqa: PLC0415
        from thriving.programs.events import derivations as derivations  # noqa: PLC0415
        from thriving.programs.events import offers as offers  # noqa: PLC0415
        from thriving.programs.events import personal as personal  # noqa: PLC0415
        from thriving.programs.events import rules as rules  # noqa: PLC0415
        from thriving.programs.events import waiting as waiting  # noqa: PLC0415

        shipped.add("events", shipped.Shipped("thriving.programs.events", "measures.toml"))
