"""What a web server calls. It refuses to start with unsafe settings, whichever server that is."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thriving.web.settings")
application = get_wsgi_application()

from thriving.web.checks import refuse_unsafe  # noqa: E402 -- settings are read once Django has started

refuse_unsafe()
