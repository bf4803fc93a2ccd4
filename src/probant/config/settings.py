"""All settings, in one file. Everything that a deployment may change comes from the environment.

Each variable read here is listed in README.md, "Settings"; a test holds the two lists together.
Values that cannot be understood stop the start with one clear line (`config.environment`).
"""

import importlib.metadata
from pathlib import Path

from csp.constants import NONE, SELF

from probant.config.environment import (
    read_bool,
    read_database,
    read_int,
    read_list,
    read_mail,
    read_secret,
    read_service,
    read_text,
    read_tiles,
)
from probant.config.rooms import ROOMS

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(read_text("PROBANT_VAR", str(ROOT / "var")))
VERSION = importlib.metadata.version("probant")

# --- What this instance is ---------------------------------------------------------------------
DEBUG = read_bool("PROBANT_DEBUG", False)
SECRET_KEY = read_secret("PROBANT_SECRET_KEY", VAR / "secret.key")
PUBLIC_URL = read_text("PROBANT_PUBLIC_URL", "http://127.0.0.1:8000")
ALLOWED_HOSTS = read_list("PROBANT_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = read_list("PROBANT_ORIGINS", [])
SECURE_COOKIES = read_bool("PROBANT_SECURE_COOKIES", PUBLIC_URL.startswith("https://"))
PROXY_HTTPS = read_bool("PROBANT_PROXY_HTTPS", False)

# --- Rooms and libraries -----------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks_db",
    *(f"probant.{room}" for room in ROOMS),
    "probant.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "probant.accounts.middleware.ActorMiddleware",
]

ROOT_URLCONF = "probant.config.urls"
WSGI_APPLICATION = "probant.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS: list[str] = []

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.app_directories.Loader"],
                )
            ],
            "builtins": ["probant.ui.templatetags.ui", "probant.ui.templatetags.addresses"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "probant.ui.context.page",
            ],
        },
    }
]
FORM_RENDERER = "probant.ui.renderer.Widgets"
INSTALLED_APPS.insert(0, "django.forms")

# --- Data --------------------------------------------------------------------------------------
DATABASES = {"default": read_database("DATABASE_URL", f"sqlite:///{VAR / 'probant.sqlite3'}")}
GUIDE = ROOT / "docs" / "guide"
MEDIA_ROOT = VAR / "documents"
UPLOAD_LIMIT_BYTES = read_int("PROBANT_UPLOAD_LIMIT_MB", 20) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 8000  # a budget of 600 lines, five cells each, both sides
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# Attempts to sign in and codes already used are counted here: for all workers, not for each.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR / "cache",
    }
}
ERASURE_REGISTER = Path(read_text("PROBANT_ERASURE_REGISTER", str(VAR / "erasures.jsonl")))

# --- Public registers: the only address that is ever asked; "" where there is none ---------------
REGISTER_URL = read_service("PROBANT_REGISTER_URL", "https://recherche-entreprises.api.gouv.fr")

# --- Maps: drawn from outlines held here; no tile server is asked unless one is set ---------------
TILES = read_tiles("PROBANT_TILE_URL", read_text("PROBANT_TILE_ATTRIBUTION", ""))

# --- Background work: the queue stands in the database, `probant.post` says what comes of a failure
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Signing in --------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["probant.accounts.backend.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "probant.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are opened by an administrator, never by visitors
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nothing is sent to addresses without an account
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_LOGOUT_ON_GET = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Probant"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # whoever opened the account vouched for its address
SESSION_ENGINE = "probant.accounts.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

# --- Language, time, numbers -------------------------------------------------------------------
LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_TZ = True
USE_I18N = True  # the sign-in library speaks French through it; our own texts are French

# --- Security ----------------------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if SECURE_COOKIES else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY_HTTPS else None
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "probant.ui.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- Static files ------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

# --- Mail --------------------------------------------------------------------------------------
# Without a mail server, letters are files under VAR/mail, to be looked at by whoever develops.
MAIL = read_mail("PROBANT_EMAIL_URL", VAR / "mail")
EMAIL_BACKEND, EMAIL_FILE_PATH = MAIL.backend, MAIL.folder
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.starttls, MAIL.tls
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = read_text("PROBANT_EMAIL_FROM", "probant@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "level": read_text("PROBANT_LOG_LEVEL", "ERROR"),
        }
    },
    "root": {"handlers": ["console"]},
}
