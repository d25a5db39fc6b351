from django.apps import AppConfig


class FundsConfig(AppConfig):
    name = "thriving.grants.funds"
    label = "funds"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They need the tables to be known.
        from thriving.grants.funds import asked as asked  # noqa: PLC0415
        from thriving.grants.funds import personal as personal  # noqa: PLC0415
        from thriving.grants.funds import rules as rules  # noqa: PLC0415
        from thriving.grants.funds import search as search  # noqa: PLC0415
