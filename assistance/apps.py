from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssistanceConfig(AppConfig):
    name = "assistance"
    verbose_name = _("帮扶")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from assistance import guards, held_todo, homes  # noqa: F401 - register landing pages, guards, to-do
        from assistance.services.assigning import answer_again
        from povertyapp.core.undo import undone

        undone.connect(answer_again)
