from django.utils.translation import gettext as _

from funds.services.credit.taking_in import import_loans
from households.management.list_command import ListCommand


class Command(ListCommand):
    help = "Take in the bank's monthly list of loans (扶贫小额信贷台账)."
    service = staticmethod(import_loans)

    def title(self):
        return _("贷款")
