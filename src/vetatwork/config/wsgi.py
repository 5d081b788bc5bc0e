"""The site as a WSGI application: the page cache, then Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vetatwork.config.settings")
django_application = get_wsgi_application()

from vetatwork.config.caching import cached  # noqa: E402  # The settings must be read first.

application = cached(django_application)
