"""The ground floor: settings, the queue and `core`. It imports none of the apps above it."""

from povertyapp.celery import app as celery_app

__version__ = "0.1.0"
__all__ = ["celery_app"]
