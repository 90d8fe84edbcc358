"""What stands on the notice of loans: one loan by its number, or all rated ones of a village by its code."""

from django.db.models import Q
from django.utils.translation import gettext as _

from funds.choices.credit import LoanStatus
from funds.choices.notices import NoticeSubject
from funds.models import Microloan
from funds.noticed import NoticeEntry, noticed


@noticed(NoticeSubject.LOAN)
def loans(rows, code, kind=""):
    """Yield a line for each loan that waits for its publicity."""
    found = rows(Microloan).filter(Q(no=code) | Q(area=code), status=LoanStatus.RATED)
    for loan in found.select_related("household", "area").order_by("no"):
        item = _("%(purpose)s %(n)d 个月") % {"purpose": loan.get_purpose_display(), "n": loan.term_months}
        yield NoticeEntry(
            loan.household.head_name, loan.area.short_name, item, loan.amount, NoticeSubject.LOAN, loan.no
        )
