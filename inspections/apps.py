from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InspectionsConfig(AppConfig):
    name = "inspections"
    verbose_name = _("督查整改")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from inspections import homes, phone, tasks  # noqa: F401
