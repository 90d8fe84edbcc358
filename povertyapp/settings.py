"""Settings of povertyapp. Everything that differs between machines is read from the environment."""

from pathlib import Path

import pgtrigger
from csp.constants import NONCE, NONE, SELF
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from povertyapp.environment import (
    cache_url,
    celery_url,
    database_from_url,
    env_bool,
    env_int,
    env_list,
    env_secret,
    env_str,
)

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env_str("VAR_DIR", str(BASE_DIR / "var")))

SECRET_KEY = env_secret("SECRET_KEY")
FIELD_KEYS = env_secret("FIELD_KEYS")
HASH_KEY = env_str("HASH_KEY", "")
DEBUG = env_bool("DEBUG", False)
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]", "testserver"])
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS", [])
# True behind the TLS proxy of docker-compose; the demo on this machine speaks plain HTTP.
BEHIND_TLS = env_bool("BEHIND_TLS", False)
SHOW_DEMO_LOGINS = env_bool("SHOW_DEMO_LOGINS", False)

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django_filters",
    "django_htmx",
    "import_export",
    "rest_framework",
    "rest_framework.authtoken",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "pghistory",
    "pgtrigger",
    "axes",
    "csp",
    "povertyapp.core",
    "households",
    "assistance",
    "funds",
    "inspections",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "povertyapp.core.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "povertyapp.core.middleware.HouseMiddleware",
    "povertyapp.core.middleware.TermsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "povertyapp.urls"
WSGI_APPLICATION = "povertyapp.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "povertyapp.core.context.shell",
            ],
        },
    },
]

FORM_RENDERER = "povertyapp.core.controls.FlatControls"
FILTERS_EMPTY_CHOICE_LABEL = _("全部")  # what a condition that nobody has chosen is called

DATABASES = {
    "default": database_from_url(env_str("DATABASE_URL"))
    | {"CONN_MAX_AGE": env_int("CONN_MAX_AGE", 600), "CONN_HEALTH_CHECKS": True}
}
# The owner of the tables migrates; whoever serves pages and works off jobs has a role with fewer rights (decision 27).
# Without OWNER_DATABASE_URL every command connects as DATABASE_URL says, and takes DATABASE_ROLE where it is named.
OWNER_DATABASE_URL = env_str("OWNER_DATABASE_URL", "")
OWNER_DATABASE = database_from_url(OWNER_DATABASE_URL) if OWNER_DATABASE_URL else None
DATABASE_ROLE = env_str("DATABASE_ROLE", "")
# Whom `migrate` gives rights; "" where all are the owner.
APPLICATION_ROLE = DATABASE_ROLE or (DATABASES["default"]["USER"] if OWNER_DATABASE else "")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env_str("REDIS_URL")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": cache_url(REDIS_URL)}
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = env_int("SESSION_HOURS", 12) * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS

CELERY_BROKER_URL = celery_url(REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
# The page of health asks the workers and waits so many seconds for the first answer.
WORKER_ANSWERS_WITHIN = 1.0
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = env_int("TASK_TIME_LIMIT", 1800)
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# A message is handed out again only when its task can no longer be running.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": env_int("VISIBILITY_TIMEOUT", CELERY_TASK_TIME_LIMIT + 300),
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
}

AUTH_USER_MODEL = "core.User"
LOGIN_URL = reverse_lazy("core:login")
LOGIN_REDIRECT_URL = reverse_lazy("core:home")
LOGOUT_REDIRECT_URL = reverse_lazy("core:login")
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "povertyapp.core.auth.RoleBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Counts by account and known device, never by address: a whole office sits behind one (B1).
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_USERNAME_CALLABLE = "povertyapp.core.auth.account_and_device"
AXES_FAILURE_LIMIT = env_int("LOGIN_FAILURES", 6)
AXES_COOLOFF_TIME = env_int("LOGIN_COOLOFF_HOURS", 1)
AXES_LOCKOUT_CALLABLE = "povertyapp.core.views.session.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_IPWARE_PROXY_COUNT = 1 if BEHIND_TLS else 0

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("中文")), ("en", _("英文"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"] + [
    (f"vendor/{name}", path)
    for name, path in {
        "tabler/css": BASE_DIR / "node_modules/@tabler/core/dist/css",
        "idb": BASE_DIR / "node_modules/idb/build",
    }.items()
    if path.is_dir()
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "povertyapp.core.staticfiles.HouseStaticFiles"},
}
MEDIA_ROOT = VAR_DIR / "media"
# The digests of the audit outside the database: best on a disk that another unit keeps.
AUDIT_ROOTS = env_str("AUDIT_ROOTS", str(VAR_DIR / "audit" / "roots.jsonl"))
# Where the digest of 待办 also goes (core.channels): the gateway of the office's messenger, and our own address in it.
# A county may name one of its own on a page; of hosts in the office's own network only those that stand here.
NOTICE_WEBHOOK_URL = env_str("NOTICE_WEBHOOK_URL", "")
NOTICE_WEBHOOK_STYLE = env_str("NOTICE_WEBHOOK_STYLE", "wecom")
NOTICE_WEBHOOK_PRIVATE_HOSTS = env_list("NOTICE_WEBHOOK_PRIVATE_HOSTS", [])
SITE_URL = env_str("SITE_URL", "")

# Uploads and generated files are never served by path: they leave through a view that asks who is there.
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
WORKBOOK_MAX_BYTES = env_int("WORKBOOK_MAX_MB", 10) * 1024 * 1024
WORKBOOK_MAX_ROWS = env_int("WORKBOOK_MAX_ROWS", 20_000)
WORKBOOK_COMMAND_MAX_BYTES = env_int("WORKBOOK_COMMAND_MAX_MB", 200) * 1024 * 1024
WORKBOOK_COMMAND_MAX_ROWS = env_int("WORKBOOK_COMMAND_MAX_ROWS", 600_000)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = BEHIND_TLS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]

# Requests a minute that one phone may send: a day's visits with photos in pieces go through in one go.
DEVICE_REQUESTS = env_int("DEVICE_REQUESTS", 600)
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework.authentication.SessionAuthentication",
        "rest_framework.authentication.TokenAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "povertyapp.core.pagination.HousePagination",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "EXCEPTION_HANDLER": "povertyapp.core.api.answer_error",
    "COERCE_DECIMAL_TO_STRING": True,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "povertyapp",
    "VERSION": "1",
    "SERVE_PERMISSIONS": [],
    "SWAGGER_UI_DIST": "SIDECAR",
    # Lists of words that several columns share.
    "ENUM_NAME_OVERRIDES": {
        "CauseEnum": "households.choices.Cause",
        "LevelEnum": "inspections.models.account.PartyLevel",
        "ComparedEnum": "inspections.choices.Compared",
        "KnownEnum": "inspections.choices.Known",
        "UnitKindEnum": "inspections.choices.checks.UnitKind",
        "FundKindEnum": "funds.choices.money.FundKind",
        "FundEntryKindEnum": "funds.choices.money.EntryKind",
        "ProjectKindEnum": "funds.choices.projects.ProjectKind",
        "LoanPurposeEnum": "funds.choices.credit.LoanPurpose",
    },
}

# Statement triggers see bulk writes, raw SQL and COPY at a fraction of a row trigger's cost.
# Triggers are installed from the models after each migrate (core.triggers), not spelled out in migrations.
PGTRIGGER_MIGRATIONS = False
PGHISTORY_LEVEL = pgtrigger.Statement
PGHISTORY_APPEND_ONLY = True

# Places without values: personal data never reach a log (core.logs). Django's own mail of errors is not set up.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "povertyapp.core.logs.PlaceFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env_str("LOG_LEVEL", "WARNING")},
    "loggers": {
        "django": {"handlers": ["console"], "propagate": False},
        # At DEBUG it writes each statement with its values, whatever LOG_LEVEL says.
        "django.db.backends": {"level": "WARNING"},
    },
}
DEFAULT_EXCEPTION_REPORTER_FILTER = "povertyapp.core.logs.NothingOfTheRequest"
SILENCED_SYSTEM_CHECKS = [
    # Addresses do not count on purpose; strangers' failures are counted by account, whatever cookie they bring.
    "axes.W006",
]
