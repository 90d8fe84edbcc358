from django.utils.translation import gettext as _

from funds.services.relocation.taking_in import import_relocations
from households.management.list_command import ListCommand


class Command(ListCommand):
    help = "Take in the year's list of households to be moved (易地扶贫搬迁年度名单)."
    service = staticmethod(import_relocations)

    def title(self):
        return _("搬迁年度名单")
