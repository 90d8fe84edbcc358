from django.utils.translation import gettext as _

from assistance.services.pairing import import_assignments
from households.management.list_command import ListCommand


class Command(ListCommand):
    help = "Take in the list of who helps whom (帮扶责任人结对表)."
    service = staticmethod(import_assignments)

    def title(self):
        return _("结对")
