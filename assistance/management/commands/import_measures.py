from django.utils.translation import gettext as _

from assistance.management.list_command import ListCommand
from assistance.services.measures import import_measures


class Command(ListCommand):
    help = "Take in a register of measures (帮扶措施台账)."
    service = staticmethod(import_measures)

    def title(self):
        return _("措施")
