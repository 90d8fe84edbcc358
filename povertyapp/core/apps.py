from typing import cast

from django import forms
from django.apps import AppConfig, apps
from django.contrib.staticfiles import apps as staticfiles
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from povertyapp.core import recording, spoken

spoken.install()
recording.install()


class CoreConfig(AppConfig):
    name = "povertyapp.core"
    label = "core"
    verbose_name = _("系统")

    def ready(self):
        # The ground floor names no app: rules, their inputs, jobs, imports, homes and panels come from above.
        from povertyapp.core import channels, checks, digests, notices  # noqa: F401 - checks, a job, and lines of 待阅
        from povertyapp.core.importing import runs, undoing, waiting  # noqa: F401 - jobs and lines of the wizard
        from povertyapp.core.owner import take_role
        from povertyapp.core.staticfiles import UNUSED
        from povertyapp.core.triggers import install_after_migrate
        from povertyapp.core.views import handing  # noqa: F401 - the job that makes files

        # Beside a label and in the summary above a form, in the words of the forms' own messages.
        forms.Field.default_error_messages = {"required": _("这一项要填。")}
        static = cast(staticfiles.StaticFilesConfig, apps.get_app_config("staticfiles"))
        static.ignore_patterns = [*staticfiles.StaticFilesConfig.ignore_patterns, *UNUSED]
        connection_created.connect(take_role)
        post_migrate.connect(install_after_migrate, sender=self)
        for name in ("rules", "search", "jobs", "imports", "todo", "inputs", "audit"):
            autodiscover_modules(name)
