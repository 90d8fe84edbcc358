from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class HouseholdsConfig(AppConfig):
    name = "households"
    verbose_name = _("建档立卡")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from households import bulk  # noqa: F401 - what can be done with many rows registers itself

        # The floors above add their parts to the records, papers and lists.
        autodiscover_modules("archive", "papers", "postings", "books")
