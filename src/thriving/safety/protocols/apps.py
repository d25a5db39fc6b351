from django.apps import AppConfig
from django.core.checks import register


class ProtocolsConfig(AppConfig):
    name = "thriving.safety.protocols"
    label = "protocols"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from thriving.safety.protocols.checks import every_protocol_is_whole  # noqa: PLC0415 -- needs all tables

        register(every_protocol_is_whole)
