"""The words of loans to operators (新型经营主体, LF-44), and the permitted moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from funds.choices.credit import RefusalGround


class OperatorLoanStatus(TextChoices):
    """Where a loan of an operator stands."""

    APPLIED = "applied", _("已申请")
    REFUSED = "refused", _("不予贷款")
    WITHDRAWN = "withdrawn", _("已撤回")
    DISBURSED = "disbursed", _("已放款")
    REPAID = "repaid", _("已还清")


S = OperatorLoanStatus
OPERATOR_MOVES: dict[str, set[str]] = {
    S.APPLIED: {S.REFUSED, S.WITHDRAWN, S.DISBURSED},
    S.DISBURSED: {S.REPAID},
}
# What was decided, one way or the other.
DECIDED = (S.REFUSED, S.DISBURSED, S.REPAID)
# An operator has no age.
GROUNDS = tuple(choice for choice in RefusalGround.choices if choice[0] != RefusalGround.AGE)
