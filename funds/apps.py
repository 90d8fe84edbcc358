from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FundsConfig(AppConfig):
    name = "funds"
    verbose_name = _("资金项目")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # register landing pages, and what notices are made of
        from funds import homes, loan_notices, noticed_subjects, relocation_notices  # noqa: F401
