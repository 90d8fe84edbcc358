"""The queue, and the whole timetable in one dictionary (house rule: jobs)."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "povertyapp.settings")

app = Celery("povertyapp")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Beat only asks "what is due?". A second beat, or a beat that comes late, asks again and finds nothing.
app.conf.beat_schedule = {
    "jobs-dropped": {
        "task": "povertyapp.core.tasks.take_up_jobs",
        "schedule": crontab(),
        "options": {"expires": 50},
    },
    "audit-sealed": {
        "task": "povertyapp.core.tasks.seal_audit",
        "schedule": crontab(),
        "options": {"expires": 50},
    },
    "tallies-hourly": {
        "task": "povertyapp.core.tasks.keep_tallies",
        "schedule": crontab(minute=25),
        "options": {"expires": 3000},
    },
    "tallies-nightly": {
        "task": "povertyapp.core.tasks.check_stored_tallies",
        "schedule": crontab(hour=3, minute=50),
        "options": {"expires": 3600},
    },
    "files-nightly": {
        "task": "povertyapp.core.tasks.drop_old_files",
        "schedule": crontab(hour=3, minute=20),
        "options": {"expires": 3600},
    },
    "reminders-daily": {
        "task": "povertyapp.core.tasks.remind_everybody",
        "schedule": crontab(minute="*/15"),
        "options": {"expires": 840},
    },
    "doubts-looked-through": {
        "task": "assistance.tasks.keep_doubts",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 540},
    },
    "photos-nightly": {
        "task": "assistance.tasks.drop_unfinished_photos",
        "schedule": crontab(hour=3, minute=40),
        "options": {"expires": 3600},
    },
    "helpers-daily": {
        "task": "assistance.tasks.refresh_answers",
        "schedule": crontab(hour=0, minute=5),
        "options": {"expires": 3600},
    },
    "hard-account-calendar": {
        "task": "inspections.tasks.keep_calendar",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 540},
    },
    "findings-nightly": {
        "task": "inspections.tasks.refresh_all_findings",
        "schedule": crontab(hour=1, minute=30),
        "options": {"expires": 3600},
    },
}
