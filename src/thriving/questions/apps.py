from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "thriving.questions"
    label = "questions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # It needs the tables to be known.
        from thriving.questions import personal as personal  # noqa: PLC0415
