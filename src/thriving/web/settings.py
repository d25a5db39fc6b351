"""Django's settings. What a deployment may choose comes from `environment`, with safe defaults."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from thriving.web import environment
from thriving.web.demo.days import Days

PACKAGE = Path(__file__).resolve().parents[1]
DEBUG = environment.DEBUG.read()
DEMO = environment.DEMO.read()
# The demo lives in a folder of its own, in databases that it makes itself, and touches no other.
DATA = environment.DATA.read() / ("demo" if DEMO else "")
FILES_ROOT: Path = DATA / "files"
# The demo's lake holds a history that is made up, and no dump of anybody's.
LAKE: Path = DATA / "lake" if DEMO else environment.LAKE.read()
LAKE_MEMORY: str = environment.LAKE_MEMORY.read()
DUMPS: Path | None = None if DEMO else environment.DUMPS.read()
COMPUTED_SERIES: Path | None = None if DEMO else environment.COMPUTED_SERIES.read()

# Whoever meets strangers: everything but a developer's machine and the demo.
PRODUCTION = not DEBUG and not DEMO
SECRET_KEY = environment.SECRET_KEY.read()
SEALING_KEYS: dict[str, bytes] = environment.SEALING_KEYS.read()  # by name, the one that seals first
ALLOWED_HOSTS = [*environment.HOSTS.read(), *environment.OWN_MACHINE]
CSRF_TRUSTED_ORIGINS = environment.ORIGINS.read()
PROXIES = environment.PROXIES.read()
# How a letter names the site: the worker that writes it has no browser to ask.
SITE = environment.site()

DATABASES = {"default": environment.database(Days(DATA).url()) if DEMO else environment.DATABASE.read()}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "allauth.account",  # the two below stand on it; none of its pages has an address here
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.mediawiki",
    "thriving.kernel",
    "thriving.ui",
    "thriving.movement",
    "thriving.evidence",
    "thriving.questions",
    "thriving.plan",
    "thriving.wiki",
    "thriving.programs.matching",
    "thriving.programs.milestones",
    "thriving.programs.positions",
    "thriving.programs.events",
    "thriving.programs.experiments",
    "thriving.programs.initiatives",
    "thriving.programs.finder",
    "thriving.programs.patterns",
    "thriving.programs.campaigns",
    "thriving.programs.asking",
    "thriving.programs.mentoring",
    "thriving.programs.partnerships",
    "thriving.programs.exchange",
    "thriving.programs.capacity",
    "thriving.programs.councils",
    "thriving.programs.needs",
    "thriving.safety.conduct",
    "thriving.safety.protocols",
    "thriving.safety.event_risk",
    "thriving.safety.crisis",
    "thriving.grants.funds",
    "thriving.grants.proposals",
    "thriving.grants.review",
    "thriving.grants.agreements",
    "thriving.grants.payments",
    "thriving.grants.reports",
    "thriving.web",
]
MIDDLEWARE = [
    "thriving.web.middleware.believe_own_proxies",
    "django.middleware.security.SecurityMiddleware",
    "thriving.web.middleware.add_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "thriving.movement.accounts.sessions.end_old_sessions",
    "thriving.movement.accounts.second_step.HoldBack",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "thriving.web.middleware.SayBusy",
]
if DEMO:
    MIDDLEWARE.insert(0, "thriving.web.demo.middleware.follow_the_day")
ROOT_URLCONF = "thriving.web.urls"
WSGI_APPLICATION = "thriving.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "thriving.web.alarm.alarm",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

AUTH_USER_MODEL = "movement.Person"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "name", "email"]},
    },
]
LOGIN_URL = "movement:sign_in"
LOGIN_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 60 * 60  # seconds
WORK_URL = "movement:my_work"  # all that waits for a person, where letters lead

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ar", _("Arabic")), ("es", _("Spanish"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
# A developer's machine reads style sheets where they are made; elsewhere their names carry their hash.
STATIC_STORAGE = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if DEBUG
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATIC_STORAGE},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
FILE_UPLOAD_HANDLERS = ["thriving.kernel.files.uploads.CappedUpload"]
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

MAIL = environment.MAIL.read()
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
if DEBUG or DEMO:
    # Letters are read in the outbox, and nobody outside is written to.
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.MAIL_FROM.read()
EMAIL_HOST = MAIL.get("EMAIL_HOST", "")
EMAIL_PORT = MAIL.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = MAIL.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = MAIL.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_SSL = MAIL.get("EMAIL_USE_SSL", False)
EMAIL_USE_TLS = MAIL.get("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = MAIL.get("EMAIL_TIMEOUT")
ALARM = environment.ALARM.read()
EMERGENCY_CONTACTS = environment.EMERGENCY_CONTACTS.read()

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "require-trusted-types-for": ["'script'"],
    }
}
# No other site is told where its visitor came from. With "no-referrer" a browser sends `Origin: null`
# with our own forms too, and every one of them would be refused as forged.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "thriving.web.refusals.form_refused"
SIGN_IN_IDLE = environment.SIGN_IN_IDLE.read()
SIGN_IN_LONGEST = environment.SIGN_IN_LONGEST.read()
# The demo's people have no password that a reader could be asked for again.
PROOF_LASTS: timedelta = timedelta(days=7) if DEMO else timedelta(minutes=5)
# Nobody keeps the phone of somebody who is made up.
SECOND_STEP: str = "none" if DEMO else environment.SECOND_STEP.read()
SIGN_IN_TRIES_BY_NAME: int = environment.SIGN_IN_TRIES_BY_NAME.read()
SIGN_IN_TRIES_BY_ADDRESS: int = environment.SIGN_IN_TRIES_BY_ADDRESS.read()
ANSWER_DAYS: int = environment.ANSWER_DAYS.read()
COUNCIL_ANSWER_DAYS: int = environment.COUNCIL_ANSWER_DAYS.read()
RISK_DAYS: int = environment.RISK_DAYS.read()
GRANT_REPORT_DAYS: int = environment.GRANT_REPORT_DAYS.read()
CRISIS_CLOCKS: dict[str, str] = environment.CRISIS_CLOCKS.read()
CRISIS_SAFE_WAY: dict[str, str] = environment.CRISIS_SAFE_WAY.read()
CRISIS_VOLUNTEERS: int = environment.CRISIS_VOLUNTEERS.read()
CRISIS_DELAY_DAYS: int = environment.CRISIS_DELAY.read()
AGE_BANDS: tuple[int, ...] = environment.AGE_BANDS.read()
NAMES_KEPT: int = environment.NAMES_KEPT.read()
REGISTRATIONS_BY_ADDRESS: int = environment.REGISTRATIONS_BY_ADDRESS.read()
PLACES_BY_ADDRESS: int = environment.PLACES_BY_ADDRESS.read()
SESSION_COOKIE_AGE = int(SIGN_IN_LONGEST.total_seconds())
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
# What allauth's engines are told; the pages around them are ours.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SIGNUP_FIELDS = ["username*"]
MFA_ADAPTER = "thriving.movement.accounts.factors.adapter.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey that anybody could touch is no second step
MFA_RECOVERY_CODE_DIGITS = 12
WIKI: str = environment.WIKI.read()
WIKI_CLIENT: str = environment.WIKI_CLIENT.read()
WIKI_SECRET: str = environment.WIKI_SECRET.read()
SOCIALACCOUNT_ADAPTER = "thriving.movement.accounts.wiki.Adapter"
SOCIALACCOUNT_PROVIDERS = {
    "mediawiki": {
        "APPS": [{"client_id": WIKI_CLIENT, "secret": WIKI_SECRET}] if WIKI_CLIENT else [],
        "OAUTH_PKCE_ENABLED": True,
    }
}
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
if PRODUCTION:
    # The browser keeps a __Host- cookie only if it came over HTTPS, from this very host, for the whole of it.
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    LANGUAGE_COOKIE_NAME = "__Host-language"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = ["^health$"]  # asked from the machine itself, over plain HTTP
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
# W021: whether browsers ship with this site in their lists is for whoever owns the whole domain to decide.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "thriving.web.logs.Discreet", "insides": DEBUG}},
    "filters": {
        "not_health": {
            "()": "django.utils.log.CallbackFilter",
            "callback": "ext://thriving.web.logs.not_health",
        }
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["not_health"]}
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "thriving": {"level": environment.LOG_LEVEL.read()},
        # Django would mail whole requests to administrators, cookies and typed words included.
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
