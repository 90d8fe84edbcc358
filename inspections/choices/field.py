"""Words of what is found on site: the comparison with the record, what a household knows and thinks."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Found(TextChoices):
    """Whether a drawn household was found."""

    YES = "yes", _("找到了")
    AWAY = "away", _("家里没人")
    MOVED = "moved", _("已搬走")


class Fact(TextChoices):
    """What of the record is held against reality (CB1-10, ux P10)."""

    SIZE = "size", _("家庭人口")
    LAND = "land", _("耕地面积")
    MEASURES = "measures", _("帮扶措施")
    LAST_VISIT = "last_visit", _("最近走访")


class Compared(TextChoices):
    """How one fact of the record stands against reality."""

    MATCH = "match", _("一致")
    MISMATCH = "mismatch", _("不一致")
    UNCLEAR = "unclear", _("说不清")


class Known(TextChoices):
    """Whether a household knows something."""

    YES = "yes", _("说得对")
    PARTLY = "partly", _("说不全")
    NO = "no", _("不知道")


class Times(TextChoices):
    """How often the helper came in the last three months, as the household says."""

    MONTHLY = "monthly", _("每月都来")
    SOMETIMES = "sometimes", _("来过一两次")
    NEVER = "never", _("没来过")
    UNCLEAR = "unclear", _("说不清")


class Accepts(TextChoices):
    """Whether a household accepts the result of the work (群众认可度)."""

    YES = "yes", _("认可")
    NO = "no", _("不认可")
    UNCLEAR = "unclear", _("说不清")


class Judged(TextChoices):
    """Whether a household stands rightly where it stands: registered, exited, or on no list (B6)."""

    RIGHT = "right", _("准确")
    WRONG = "wrong", _("不准确")
    UNCLEAR = "unclear", _("说不清")


class Kept(TextChoices):
    """Whether the four no's and two straights were kept."""

    ALL = "all", _("都做到了")
    SOME = "some", _("有没做到的")


class Real(TextChoices):
    """What an image must show to count as one (LF-62)."""

    PLACE = "place", _("实地：在这户拍的")
    MATTER = "matter", _("实事：拍的就是这件事")
    PERSON = "person", _("实人：看得出或写明是谁")


class ProblemKind(TextChoices):
    """What kind of problem an inspector saw beside the comparison."""

    RECORDS = "records", _("档案不实")
    VISITS = "visits", _("走访不实")
    MEASURES = "measures", _("措施没落实")
    POLICY = "policy", _("政策没落实")
    HOUSING = "housing", _("住房饮水")
    CONDUCT = "conduct", _("干部作风")
    OTHER = "other", _("其他")


class Listed(TextChoices):
    """On which list a household stood when it was visited: the three rates have one denominator each (B6)."""

    REGISTERED = "registered", _("在册未脱贫")
    EXITED = "exited", _("已脱贫")
    OTHER = "other", _("未建档")


class AskedFact(TextChoices):
    """What a resident team member is asked about a household (LF-15)."""

    SIZE = "size", _("几口人")
    CAUSE = "cause", _("主要致贫原因")
    STATUS = "status", _("脱贫没有")
    HELPER = "helper", _("帮扶责任人是谁")
    MEASURES = "measures", _("在实施的措施有几项")
    LAND = "land", _("耕地几亩")


class Said(TextChoices):
    """How an answer stands against the record."""

    RIGHT = "right", _("答对")
    WRONG = "wrong", _("答错")
    UNKNOWN = "unknown", _("不知道")


class AcceptanceState(TextChoices):
    """Whether results of an acceptance may still come in."""

    OPEN = "open", _("进行中")
    CLOSED = "closed", _("已结束")


ACCEPTANCE_MOVES = {AcceptanceState.OPEN: {AcceptanceState.CLOSED}}
