"""The words of microcredit (rulebook C4, B14) and the permitted moves, side by side.

The triggers of `funds.models.credit_guards` are written from the same tables.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from povertyapp.core.roles import Role


class LoanStatus(TextChoices):
    """Where a loan stands (C4). Overdue is derived, no status."""

    APPLIED = "applied", _("已申请")
    RATED = "rated", _("已评级")
    PUBLICISED = "publicised", _("已公示")
    RECOMMENDED = "recommended", _("已推荐")
    APPROVED = "approved", _("已审批")
    REFUSED = "refused", _("不予贷款")
    WITHDRAWN = "withdrawn", _("已撤回")
    DISBURSED = "disbursed", _("已放款")
    IN_USE = "in_use", _("使用中")
    EXTENDED = "extended", _("已展期")
    RENEWED = "renewed", _("已续贷")
    REPAID = "repaid", _("已还清")
    COMPENSATED = "compensated", _("已代偿")
    RECOVERED = "recovered", _("已追回")
    WRITTEN_OFF = "written_off", _("已核销")


# On the way to the money; the money is out; the fund has paid for it; over.
ASKED = (
    LoanStatus.APPLIED, LoanStatus.RATED, LoanStatus.PUBLICISED, LoanStatus.RECOMMENDED, LoanStatus.APPROVED,
)  # fmt: skip
OUT = (LoanStatus.DISBURSED, LoanStatus.IN_USE, LoanStatus.EXTENDED, LoanStatus.RENEWED)
EVER_OUT = (*OUT, LoanStatus.REPAID, LoanStatus.COMPENSATED, LoanStatus.RECOVERED, LoanStatus.WRITTEN_OFF)
# What the household still owes stands in these.
OWED = (*OUT, LoanStatus.COMPENSATED)

_LEAVE = {LoanStatus.WITHDRAWN}
_PUT_OFF = {LoanStatus.EXTENDED, LoanStatus.RENEWED}
_END = {LoanStatus.REPAID, LoanStatus.COMPENSATED}
LOAN_MOVES: dict[str, set[str]] = {
    LoanStatus.APPLIED: {LoanStatus.RATED} | _LEAVE,
    LoanStatus.RATED: {LoanStatus.PUBLICISED} | _LEAVE,
    LoanStatus.PUBLICISED: {LoanStatus.RECOMMENDED} | _LEAVE,
    LoanStatus.RECOMMENDED: {LoanStatus.APPROVED, LoanStatus.REFUSED} | _LEAVE,
    LoanStatus.APPROVED: {LoanStatus.DISBURSED} | _LEAVE,
    # A loan whose use was never found in order may only be paid back: neither put off nor compensated.
    LoanStatus.DISBURSED: {LoanStatus.IN_USE, LoanStatus.REPAID},
    LoanStatus.IN_USE: _PUT_OFF | _END,
    LoanStatus.EXTENDED: _PUT_OFF | _END,
    LoanStatus.RENEWED: _PUT_OFF | _END,
    LoanStatus.COMPENSATED: {LoanStatus.RECOVERED, LoanStatus.WRITTEN_OFF},
}
# Who takes the step to a status (C4). The township's opinion before the county recommends is an act of its own.
STEP_ROLES: dict[str, tuple[str, ...]] = {
    LoanStatus.RATED: (Role.CADRE, Role.BANK),
    LoanStatus.PUBLICISED: (Role.CADRE, Role.TOWNSHIP),
    LoanStatus.RECOMMENDED: (Role.OFFICE,),
    LoanStatus.APPROVED: (Role.BANK,),
    LoanStatus.REFUSED: (Role.BANK,),
    LoanStatus.WITHDRAWN: (Role.CADRE, Role.TOWNSHIP),
    LoanStatus.DISBURSED: (Role.BANK,),
    LoanStatus.IN_USE: (Role.HELPER, Role.TOWNSHIP),
    LoanStatus.EXTENDED: (Role.BANK,),
    LoanStatus.RENEWED: (Role.BANK,),
    LoanStatus.REPAID: (Role.BANK,),
    LoanStatus.COMPENSATED: (Role.FINANCE,),
    LoanStatus.RECOVERED: (Role.BANK,),
    LoanStatus.WRITTEN_OFF: (Role.FINANCE,),
}
OPINION_ROLES = (Role.TOWNSHIP,)


class LoanAct(TextChoices):
    """How a step came about: a move, the township's opinion before one, or what the bank's own list says."""

    MOVE = "move", _("办理")
    OPINION = "opinion", _("乡镇意见")
    PAPER = "paper", _("银行台账")


class LoanPurpose(TextChoices):
    """What a loan may be for: production only (B14)."""

    PLANTING = "planting", _("种植")
    BREEDING = "breeding", _("养殖")
    PROCESSING = "processing", _("农产品加工")
    HANDICRAFT = "handicraft", _("手工业")
    TRADE = "trade", _("商贸经营")
    TOURISM = "tourism", _("乡村旅游")
    TRANSPORT = "transport", _("运输")
    OTHER = "other", _("其他生产经营")


class CreditRating(TextChoices):
    """The grade that the village's credit team and the bank give a household."""

    EXCELLENT = "excellent", _("优秀")
    GOOD = "good", _("较好")
    FAIR = "fair", _("一般")


class RefusalGround(TextChoices):
    """Why the bank refuses (LF-44)."""

    BAD_RECORD = "bad_record", _("有不良信用记录没有清偿")
    AGE = "age", _("年龄不符合")
    NO_PROJECT = "no_project", _("没有可行的生产项目")
    UNABLE = "unable", _("没有还款能力")
    NO_MONEY = "no_money", _("银行信贷额度不足")
    NO_SECURITY = "no_security", _("没有担保或抵押")
    OTHER = "other", _("其他")


# Grounds that say that the household itself does not qualify. Refused on another one it was eligible (LF-44).
NOT_ELIGIBLE = (RefusalGround.BAD_RECORD, RefusalGround.AGE, RefusalGround.NO_PROJECT, RefusalGround.UNABLE)


class LoanStanding(TextChoices):
    """How a loan that is out stands on a day: derived, never stored."""

    RUNNING = "running", _("期限内")
    DUE_SOON = "due_soon", _("即将到期")
    OVERDUE = "overdue", _("逾期")


class FundMove(TextChoices):
    """What moves the money of the risk fund."""

    PAID_IN = "paid_in", _("拨入")
    COMPENSATION = "compensation", _("代偿")
    RECOVERY = "recovery", _("追回归还")
    RETURNED = "returned", _("退回财政")


class ClaimStatus(TextChoices):
    """How far a bank's claim of a quarter's interest subsidy is."""

    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("待审核")
    APPROVED = "approved", _("已核准")


CLAIM_MOVES: dict[str, set[str]] = {
    ClaimStatus.DRAFT: {ClaimStatus.SUBMITTED},
    ClaimStatus.SUBMITTED: {ClaimStatus.APPROVED, ClaimStatus.DRAFT},
    ClaimStatus.APPROVED: set(),
}
