"""The site as a WSGI application: the page cache, then Django. The cache takes no request with a body."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vetatwork.config.settings")
django_application = get_wsgi_application()

from django.conf import settings  # noqa: E402  # Django must know its settings first.

from vetatwork.config.caching import cached  # noqa: E402
from vetatwork.core.bodies import with_length  # noqa: E402
from vetatwork.core.jobs import look_for_jobs_in_background  # noqa: E402

application = cached(with_length(django_application))
if not settings.TESTING:
    look_for_jobs_in_background()
# What is there now stays until the end: the collector need not look at it again with every few hundred requests.
gc.collect()
gc.freeze()
