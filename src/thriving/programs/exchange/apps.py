from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "thriving.programs.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They need the tables to be known.
        from thriving.evidence import shipped  # noqa: PLC0415
        from thriving.programs.exchange import beside as beside  # noqa: PLC0415
        from thriving.programs.exchange import derivations as derivations  # noqa: PLC0415
        from thriving.programs.exchange import hearing as hearing  # noqa: PLC0415
        from thriving.programs.exchange import personal as personal  # noqa: PLC0415
        from thriving.programs.exchange import rules as rules  # noqa: PLC0415
        from thriving.programs.exchange import waiting as waiting  # noqa: PLC0415
        from thriving.programs.exchange import ways_in as ways_in  # noqa: PLC0415

        shipped.add("exchange", shipped.Shipped("thriving.programs.exchange", "measures.toml"))
