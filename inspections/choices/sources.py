"""Words of sources, of what their texts state, and of lists that units answer item by item."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StatementKind(TextChoices):
    """How the figures of a statement hang together."""

    SHARE = "share", _("占比")
    TOTAL = "total", _("合计")
    COUNT = "count", _("个数")
    QUOTIENT = "quotient", _("平均")
    PRODUCT = "product", _("乘积")
    DIFFERENCE = "difference", _("差额")
    DAYS = "days", _("天数")
    ORDER = "order", _("先后大小")
    THRESHOLD = "threshold", _("达标")
    APART = "apart", _("互不相加")


class StatementVerdict(TextChoices):
    """Rulebook A9."""

    OK = "ok", _("相符")
    TRUNCATED = "truncated", _("直接舍去，相符")
    MISMATCH = "mismatch", _("不符")
    COUNT_MISMATCH = "count_mismatch", _("个数不符")
    IMPLIED = "implied", _("原文未写，推算")
    UNDEFINED = "undefined", _("原文不能核对")


class ChecklistKind(TextChoices):
    """Lists that every unit goes through (JZ-32, JZ-33, LF-11, JZ-02)."""

    COMMON = "common", _("共性问题清单")
    SIX_ONES = "six_ones", _("“六个一”核查")
    OTHER = "other", _("工作清单")
