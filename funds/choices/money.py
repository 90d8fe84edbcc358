"""Words of the money: where it comes from, what it is for, where it stands, and what moves it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FundLevel(TextChoices):
    """Who sends the money down, in the order of the ledger (B16)."""

    CENTRAL = "central", _("中央")
    PROVINCIAL = "provincial", _("省级")
    PREFECTURE = "prefecture", _("州级")
    COUNTY = "county", _("县级")
    SOCIAL = "social", _("社会捐赠")
    PARTNER = "partner", _("对口帮扶")


# Levels whose money is public and may be integrated; gifts and partners' money are no line of the budget.
FISCAL = (FundLevel.CENTRAL, FundLevel.PROVINCIAL, FundLevel.PREFECTURE, FundLevel.COUNTY)


class Origin(TextChoices):
    """Stock or increment: never pooled in a ratio (LF-35)."""

    STOCK = "stock", _("存量")
    INCREMENT = "increment", _("增量")


class FundKind(TextChoices):
    """What kind of money a line is."""

    SPECIAL = "special_fund", _("财政专项扶贫资金")
    FARM = "farm_fund", _("其他涉农资金")
    RELOCATION = "relocation", _("易地扶贫搬迁资金")
    DONATION = "donation", _("社会捐赠资金")
    PARTNER = "partner_fund", _("对口帮扶资金")
    OTHER = "other", _("其他资金")


class MoneyState(TextChoices):
    """Where a yuan stands: the accounts of the double entry. `source` is what came in, with the other sign."""

    SOURCE = "source", _("来源")
    HELD = "held", _("到账未整合")
    POOL = "pool", _("整合未下达")
    ALLOTTED = "allotted", _("下达未支付")
    PAID = "paid", _("已支付")


# Accounts of a line itself; the others belong to one of its allotments.
OF_LINE = (MoneyState.SOURCE, MoneyState.HELD, MoneyState.POOL)


class EntryKind(TextChoices):
    """What moves money: one voucher each."""

    ARRIVAL = "arrival", _("到账")
    INTEGRATE = "integrate", _("整合")
    ALLOT = "allot", _("下达")
    PAY = "pay", _("支付")
    REVERSAL = "reversal", _("冲销")


# From which account an entry takes and to which it gives.
LEGS = {
    EntryKind.ARRIVAL: (MoneyState.SOURCE, MoneyState.HELD),
    EntryKind.INTEGRATE: (MoneyState.HELD, MoneyState.POOL),
    EntryKind.ALLOT: (MoneyState.POOL, MoneyState.ALLOTTED),
    EntryKind.PAY: (MoneyState.ALLOTTED, MoneyState.PAID),
}


class Age(TextChoices):
    """How old unspent money is (B16, carry-over)."""

    UNDER_ONE = "under_1", _("不到一年")
    ONE_TO_TWO = "1_to_2", _("一至二年")
    OVER_TWO = "over_2", _("二年以上")
