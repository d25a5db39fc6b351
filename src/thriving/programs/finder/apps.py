from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FinderConfig(AppConfig):
    name = "thriving.programs.finder"
    label = "finder"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # They need the tables to be known.
        from thriving.programs.finder import sources  # noqa: PLC0415
        from thriving.programs.initiatives import queries as initiatives  # noqa: PLC0415

        source = sources.Source(_("Initiative"), initiatives.standing, initiatives.offers)
        sources.add("initiatives", source)
