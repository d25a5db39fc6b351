from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "thriving.grants.payments"
    label = "payments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They need the tables to be known.
        from thriving.grants.payments import beside as beside  # noqa: PLC0415
        from thriving.grants.payments import gates as gates  # noqa: PLC0415
        from thriving.grants.payments import personal as personal  # noqa: PLC0415
        from thriving.grants.payments import rules as rules  # noqa: PLC0415
        from thriving.grants.payments import waiting as waiting  # noqa: PLC0415
