from django.utils.translation import gettext as _

from assistance.management.list_command import ListCommand
from assistance.services.pairing import import_assignments


class Command(ListCommand):
    help = "Take in the list of who helps whom (帮扶责任人结对表)."
    service = staticmethod(import_assignments)

    def title(self):
        return _("结对")
