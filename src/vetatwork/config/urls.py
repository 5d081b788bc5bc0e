"""Every address of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from vetatwork.api.routes import api
from vetatwork.core import views as core
from vetatwork.manual import found_views as found
from vetatwork.manual.views import start

urlpatterns = [
    path("", start, name="start"),
    path("healthz", core.healthz, name="healthz"),
    path("readyz", core.readyz, name="readyz"),
    path("robots.txt", core.robots, name="robots"),
    path("api/v1/", api.urls),
    path("sitemap.xml", found.sitemap, name="sitemap"),
    path("llms.txt", found.summary_for_models, name="llms"),
    path("accounts/", include("vetatwork.accounts.urls")),
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    *i18n_patterns(
        path("", include("vetatwork.evaluation.urls")),
        path("", include("vetatwork.exports.urls")),
        path("", include("vetatwork.manual.urls")),
    ),
]

handler400 = "vetatwork.core.views.bad_request"
handler403 = "vetatwork.core.views.forbidden"
handler404 = "vetatwork.core.views.not_found"
handler500 = "vetatwork.core.views.server_error"
