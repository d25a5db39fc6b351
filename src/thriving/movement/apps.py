from django.apps import AppConfig


class MovementConfig(AppConfig):
    name = "thriving.movement"
    label = "movement"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Not above: models may be imported only once all apps are known.
        from thriving.movement import rules  # noqa: F401, PLC0415 -- declares the rules
        from thriving.movement.header import account  # noqa: PLC0415 -- it reads models
        from thriving.ui import slots  # noqa: PLC0415 -- the same

        slots.add("account", account, "account")
