from django.apps import AppConfig


class MovementConfig(AppConfig):
    name = "thriving.movement"
    label = "movement"
    default_auto_field = "django.db.models.BigAutoField"
