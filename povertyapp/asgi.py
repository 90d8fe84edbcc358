"""The door for an ASGI server; nothing in povertyapp needs one."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "povertyapp.settings")
application = get_asgi_application()
