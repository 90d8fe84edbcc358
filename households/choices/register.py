"""Code lists of the household's block and of the register's forms (rulebook B1.1, B1.4)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PovertyStatus(TextChoices):
    IN_POVERTY = "in_poverty", _("未脱贫")
    PRE_EXIT = "pre_exit", _("预脱贫")
    EXITED = "exited", _("已脱贫")
    RETURNED = "returned_to_poverty", _("返贫")


# Who is not out of poverty: a proposed exit is none yet.
IN_NEED = (PovertyStatus.IN_POVERTY, PovertyStatus.PRE_EXIT, PovertyStatus.RETURNED)


class PovertyAttribute(TextChoices):
    GENERAL = "general", _("一般贫困户")
    ALLOWANCE = "subsistence_allowance", _("低保贫困户")
    FIVE_GUARANTEE = "five_guarantee", _("五保贫困户")


class Presence(TextChoices):
    """The three classes of CB2-04; they drive LF-14, LF-17, LF-18 and LF-19."""

    ALL_AWAY = "all_away", _("全家外出")
    HOME_NO_LABOUR = "home_without_labour", _("在家无劳力")
    HOME_LABOUR = "home_with_labour", _("在家有劳力")


class IdentificationStandard(TextChoices):
    NATIONAL = "national", _("国家标准")
    PROVINCIAL = "provincial", _("省定标准")
    PREFECTURE = "prefecture", _("市定标准")


class Cause(TextChoices):
    ILLNESS = "illness", _("因病")
    DISABILITY = "disability", _("因残")
    SCHOOLING = "schooling", _("因学")
    DISASTER = "disaster", _("因灾")
    LACK_LAND = "lack_land", _("缺土地")
    LACK_WATER = "lack_water", _("缺水")
    LACK_SKILL = "lack_skill", _("缺技术")
    LACK_LABOUR = "lack_labour", _("缺劳动力")
    LACK_CAPITAL = "lack_capital", _("缺资金")
    POOR_TRANSPORT = "poor_transport", _("交通条件落后")
    LACK_MOTIVATION = "lack_motivation", _("自身发展动力不足")
    MARRIAGE = "marriage", _("因婚")
    FUNERAL = "funeral", _("因丧")
    OTHER = "other", _("其他")


class FormSource(TextChoices):
    """The two forms whose figures stand side by side (CB1-12)."""

    WORK_FORM = "work_form", _("帮扶工作情况表")
    HANDBOOK = "handbook", _("帮扶手册")


class ExitVintage(TextChoices):
    """Those who left poverty before the new standards are kept apart (B1.1)."""

    EARLIER = "earlier", _("历史已脱贫")
    NEW = "new", _("新脱贫")


class FiveGuaranteeMode(TextChoices):
    DISPERSED = "dispersed", _("分散供养")
    CENTRALISED = "centralised", _("集中供养")


class HouseholdType(TextChoices):
    """Since 2020 (B10)."""

    ORDINARY = "ordinary", _("一般农户")
    EXITED = "exited", _("脱贫户")


class NotExitedReason(TextChoices):
    GUARANTEES = "01", _("收入超线,两不愁三保障未达到")
    SMALL_EFFECT = "02", _("已帮扶,效果不明显")
    NEWLY_ENTERED = "03", _("动态调整新识别")
    DISABILITY = "04", _("残疾,无固定收入")
    ILLNESS = "05", _("大病治疗中")
    COSTS = "06", _("医疗教育支出远超收入")
    UNSTABLE = "07", _("收入未稳定超线")
    FIVE_GUARANTEE = "08", _("五保户")
    ALLOWANCE = "09", _("无劳动力一类低保户")
    NO_KEY = "10", _("易地搬迁未交钥匙")


class DatePrecision(TextChoices):
    YEAR = "year", _("年")
    MONTH = "month", _("月")
    DAY = "day", _("日")
