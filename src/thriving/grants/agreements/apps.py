from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "thriving.grants.agreements"
    label = "agreements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They need the tables to be known.
        from thriving.grants.agreements import beside as beside  # noqa: PLC0415
        from thriving.grants.agreements import hearing as hearing  # noqa: PLC0415
        from thriving.grants.agreements import personal as personal  # noqa: PLC0415
        from thriving.grants.agreements import rules as rules  # noqa: PLC0415
        from thriving.grants.agreements import standing as standing  # noqa: PLC0415
        from thriving.grants.agreements import waiting as waiting  # noqa: PLC0415
