from django.utils.translation import gettext as _

from assistance.services.measures import import_measures
from households.management.list_command import ListCommand


class Command(ListCommand):
    help = "Take in a register of measures (帮扶措施台账)."
    service = staticmethod(import_measures)

    def title(self):
        return _("措施")
