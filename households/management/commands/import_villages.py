from django.utils.translation import gettext as _

from households.management.list_command import ListCommand
from households.services.village_list import import_villages


class Command(ListCommand):
    help = "Take in the villages' forms as a list (村基本情况表)."
    service = staticmethod(import_villages)

    def title(self):
        return _("村")
