"""All settings, read from the environment with sane local defaults. docs/configuration.md lists every variable.

A site is *local* as long as SITE_URL is not set or names this machine: then a key is made and kept in the data folder.
Anywhere else SECRET_KEY must come from the environment.
"""

import secrets
import sys
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from vetatwork.config.languages import LANGUAGES as SITE_LANGUAGES

env = environ.Env()

PACKAGE_DIR = Path(__file__).resolve().parents[1]
_CHECKOUT = PACKAGE_DIR.parents[1]

# --- Where things are -------------------------------------------------------------------------------------------------
DATA_DIR = Path(env.str("DATA_DIR", default="data")).absolute()
CONTENT_DIR = Path(
    env.str(
        "CONTENT_DIR",
        default=str(_CHECKOUT / "content" if (_CHECKOUT / "content").is_dir() else PACKAGE_DIR / "_content"),
    )
).absolute()
HOST = env.str("HOST", default="127.0.0.1")
PORT = env.int("PORT", default=8000)
WORKERS = env.int("WORKERS", default=2)
THREADS = env.int("THREADS", default=1)
SITE_URL = env.str("SITE_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
_site = urlsplit(SITE_URL)
LOCAL = _site.hostname in {"127.0.0.1", "localhost", "::1"}

# --- Secrets ----------------------------------------------------------------------------------------------------------


def _local_secret_key() -> str:
    """The key of a local site: made once, kept in the data folder, readable by its owner only."""
    path = DATA_DIR / "local-secret-key"
    try:
        return path.read_text().strip()
    except OSError:
        key = secrets.token_urlsafe(50)
    try:
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(key)
    except OSError:
        pass  # A read-only data folder is reported in plain words by `vetatwork doctor` and at start.
    return key


SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    if not LOCAL:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. A site that others can reach (SITE_URL is not this machine) needs its own long "
            "random SECRET_KEY in the environment."
        )
    SECRET_KEY = _local_secret_key()

DEBUG = env.bool("DEBUG", default=False)
TESTING = "pytest" in sys.modules

# --- Hosts and transport ----------------------------------------------------------------------------------------------
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[_site.hostname or "127.0.0.1"])
if LOCAL:
    ALLOWED_HOSTS += ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [f"{_site.scheme}://{_site.netloc}"]
_TLS = _site.scheme == "https"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _TLS else None
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000 if _TLS else 0)
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _TLS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "vetatwork.core.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"

# --- Rooms and parts --------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "vetatwork.core",
    "vetatwork.ui",
    "vetatwork.content",
    "vetatwork.accounts",
    "vetatwork.search",
    "vetatwork.manual",
    "vetatwork.evaluation",
    "vetatwork.exports",
    "wagtail.contrib.simple_translation",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.locales",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "vetatwork.core.middleware.SecurityHeaders",
    "vetatwork.core.middleware.SiteLanguage",
    "vetatwork.core.middleware.RequestLimits",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "vetatwork.core.encodings.Compression",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "vetatwork.config.urls"
WSGI_APPLICATION = "vetatwork.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
# Our form and element templates stand before allauth's because our rooms come first in INSTALLED_APPS.

# --- Database, cache --------------------------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'vetatwork.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # WAL lets readers go on while one writes; IMMEDIATE makes a writer wait its turn instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# A connection stays open for the next request of its thread, in seconds.
DATABASES["default"]["CONN_MAX_AGE"] = 600
# In files, so that all workers of this machine count sign-ins together.
CACHES = {"default": env.cache("CACHE_URL", default=f"filecache://{DATA_DIR / 'cache'}")}

# --- People -----------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_ADAPTER = "vetatwork.accounts.adapter.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False  # Who lacks a right is sent to sign in, and must arrive there.
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/admin/"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = LOCAL

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
globals().update(EMAIL_CONFIG)
MAIL_CONFIGURED = bool(env.str("EMAIL_URL", default=""))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=f"vetatwork@{_site.hostname}")
ACCOUNT_LOGIN_BY_CODE_ENABLED = MAIL_CONFIGURED
EDITORS_MAIL = env.list("EDITORS_MAIL", default=[])

# --- Languages and time -----------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = SITE_LANGUAGES
LOCALE_PATHS = [PACKAGE_DIR / "locale"]
USE_I18N = USE_TZ = True
FORMAT_MODULE_PATH = ["vetatwork.config.formats"]  # English as Europe writes its days.
TIME_ZONE = env.str("TIME_ZONE", default="UTC")

# --- Static files -----------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "vetatwork.core.static.HashedStaticFiles"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or TESTING

# --- Wagtail ----------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "VET@work"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_I18N_ENABLED = True
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # The admin must call no foreign host.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_LOGIN_URL = "account_login"
# Without names such as `localtime`, which browsers do not know.
WAGTAIL_USER_TIME_ZONES = ["UTC", *sorted(zone for zone in available_timezones() if "/" in zone)]
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TAGGIT_CASE_INSENSITIVE = True

# --- Limits -----------------------------------------------------------------------------------------------------------
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # A long page in the editor has thousands of form fields.
# A photograph sent as a logo is too big, but must arrive: the form says so at its field.
REQUEST_LIMITS = {"url": 4_096, "body": 32 * 1024 * 1024}
# Acts a minute and at once, for each network. A whole class sits behind one address.
RATE_LIMITS = {
    "attempts": (env.int("ATTEMPTS_PER_MINUTE", default=120), env.int("ATTEMPTS_AT_ONCE", default=60)),
    "handouts": (env.int("HANDOUTS_PER_MINUTE", default=30), env.int("HANDOUTS_AT_ONCE", default=20)),
    "builds": (6, 20),
    "feedback": (env.int("FEEDBACK_PER_MINUTE", default=60), env.int("FEEDBACK_AT_ONCE", default=40)),
    "missed-searches": (20, 20),
    "practice": (env.float("PRACTICES_PER_MINUTE", default=0.5), env.int("PRACTICES_AT_ONCE", default=5)),
}
# Minutes without a change after which the files to take away are made anew.
EXPORT_QUIET_MINUTES = env.int("EXPORT_QUIET_MINUTES", default=10)
PROXIES = env.int("PROXIES", default=0)

# Whether addresses of other sites are asked, a few at a time, if they are still there.
LINK_CHECK = env.bool("LINK_CHECK", default=False)

# --- Who runs this copy -----------------------------------------------------------------------------------------------
OPERATOR_NAME = env.str("OPERATOR_NAME", default="")
OPERATOR_CONTACT = env.str("OPERATOR_CONTACT", default="")

# --- Content security -------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
# The editor needs inline styles and scripts, and frames its own preview.
ADMIN_CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; frame-src 'self'; frame-ancestors 'self'; form-action 'self'; "
    "base-uri 'none'; object-src 'none'"
)

# --- Logging ----------------------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"mask_tokens": {"()": "vetatwork.core.tokens.MaskTokens"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["mask_tokens"]}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
