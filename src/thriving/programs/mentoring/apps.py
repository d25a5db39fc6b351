from django.apps import AppConfig


class MentoringConfig(AppConfig):
    name = "thriving.programs.mentoring"
    label = "mentoring"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They need the tables to be known.
        from thriving.evidence import shipped  # noqa: PLC0415
        from thriving.programs.mentoring import derivations as derivations  # noqa: PLC0415
        from thriving.programs.mentoring import personal as personal  # noqa: PLC0415
        from thriving.programs.mentoring import rules as rules  # noqa: PLC0415
        from thriving.programs.mentoring import waiting as waiting  # noqa: PLC0415
        from thriving.programs.mentoring import ways_in as ways_in  # noqa: PLC0415

        shipped.add("mentoring", shipped.Shipped("thriving.programs.mentoring", "measures.toml"))
