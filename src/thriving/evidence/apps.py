from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "thriving.evidence"
    label = "evidence"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They declare things by name, which needs the tables to be known.
        from thriving.evidence import facts as facts  # noqa: PLC0415
        from thriving.evidence import groups as groups  # noqa: PLC0415
        from thriving.evidence import personal as personal  # noqa: PLC0415
        from thriving.evidence import rules as rules  # noqa: PLC0415
        from thriving.evidence import stated as stated  # noqa: PLC0415
        from thriving.evidence import waiting as waiting  # noqa: PLC0415
        from thriving.evidence.tables.regions import of_region  # noqa: PLC0415
        from thriving.movement import figures  # noqa: PLC0415

        figures.tellers.add("tables of people", of_region)
