from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AssistanceConfig(AppConfig):
    name = "assistance"
    verbose_name = _("帮扶")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # register landing pages, guards, to-do, and what belongs to the history of a household
        from assistance import bulk, changes, guards, homes  # noqa: F401
        from assistance.services.assigning import answer_again
        from assistance.services.doubts import look_anew
        from assistance.services.nudging import forget_nudges
        from povertyapp.core.undo import undone

        undone.connect(answer_again)
        undone.connect(forget_nudges)
        post_migrate.connect(look_anew, sender=self)
