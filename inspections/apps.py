from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InspectionsConfig(AppConfig):
    name = "inspections"
    verbose_name = _("督查整改")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from inspections.services.findings.at_once import follow_claims
        from inspections.services.urging import forget_urgings
        from povertyapp.core.undo import undone

        # before the records are looked at again (tasks): claims first, then what the rules say of them
        undone.connect(follow_claims)
        undone.connect(forget_urgings)
        from inspections import bulk, homes, phone, tasks, whole_ledger  # noqa: F401
        from inspections.dashboard import watched  # noqa: F401
