from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "thriving.grants.review"
    label = "review"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They need the tables to be known.
        from thriving.grants.review import beside as beside  # noqa: PLC0415
        from thriving.grants.review import personal as personal  # noqa: PLC0415
        from thriving.grants.review import rules as rules  # noqa: PLC0415
        from thriving.grants.review import waiting as waiting  # noqa: PLC0415
