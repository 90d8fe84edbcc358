"""Code lists of the household form (rulebook B1). Values are identifiers; labels are the words of the form."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PovertyStatus(TextChoices):
    IN_POVERTY = "in_poverty", _("未脱贫")
    PRE_EXIT = "pre_exit", _("预脱贫")
    EXITED = "exited", _("已脱贫")
    RETURNED = "returned_to_poverty", _("返贫")


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


class Sex(TextChoices):
    UNKNOWN = "0", _("未知")
    MALE = "1", _("男")
    FEMALE = "2", _("女")
    NOT_STATED = "9", _("未说明")


class Relation(TextChoices):
    HEAD = "01", _("户主")
    SPOUSE = "02", _("配偶")
    SON = "03", _("之子")
    DAUGHTER = "04", _("之女")
    DAUGHTER_IN_LAW = "05", _("之儿媳")
    SON_IN_LAW = "06", _("之女婿")
    GRANDSON = "07", _("之孙子")
    GRANDDAUGHTER = "08", _("之孙女")
    GRANDSON_BY_DAUGHTER = "09", _("之外孙子")
    GRANDDAUGHTER_BY_DAUGHTER = "10", _("之外孙女")
    FATHER = "11", _("之父")
    MOTHER = "12", _("之母")
    WIFES_FATHER = "13", _("之岳父")
    WIFES_MOTHER = "14", _("之岳母")
    HUSBANDS_FATHER = "15", _("之公公")
    HUSBANDS_MOTHER = "16", _("之婆婆")
    GRANDFATHER = "17", _("之祖父")
    GRANDMOTHER = "18", _("之祖母")
    MATERNAL_GRANDFATHER = "19", _("之外祖父")
    MATERNAL_GRANDMOTHER = "20", _("之外祖母")
    SIBLING = "21", _("之兄弟姐妹")
    # later vintages of the form
    BROTHERS_WIFE = "22", _("之兄弟媳妇")
    UNCLE = "23", _("之叔伯")
    NEPHEW = "24", _("之侄儿")
    NIECE = "25", _("之侄女")
    GREAT_GRANDSON = "26", _("之曾孙子")
    GREAT_GRANDDAUGHTER = "27", _("之曾孙女")
    OTHER = "99", _("其他")


class Education(TextChoices):
    ILLITERATE = "01", _("文盲或半文盲")
    PRIMARY = "02", _("小学")
    JUNIOR = "03", _("初中")
    SENIOR = "04", _("高中")
    COLLEGE = "05", _("大专及以上")
    PRESCHOOL = "06", _("学龄前儿童")


class SchoolStatus(TextChoices):
    NOT_AT_SCHOOL = "01", _("非在校生")
    KINDERGARTEN = "02", _("学前教育")
    PRIMARY = "03", _("小学")
    GRADE_7 = "04", _("七年级")
    GRADE_8 = "05", _("八年级")
    GRADE_9 = "06", _("九年级")
    SENIOR_1 = "07", _("普通高中一年级")
    SENIOR_2 = "08", _("普通高中二年级")
    SENIOR_3 = "09", _("普通高中三年级")
    VOCATIONAL_1 = "10", _("中职一年级")
    VOCATIONAL_2 = "11", _("中职二年级")
    VOCATIONAL_3 = "12", _("中职三年级")
    HIGHER_VOCATIONAL_1 = "13", _("高职一年级")
    HIGHER_VOCATIONAL_2 = "14", _("高职二年级")
    HIGHER_VOCATIONAL_3 = "15", _("高职三年级")
    COLLEGE = "16", _("大专及以上")


class Health(TextChoices):
    HEALTHY = "01", _("健康")
    CHRONIC = "02", _("长期慢性病")
    SERIOUS = "03", _("患有大病")
    DISABLED = "04", _("残疾")


# GB/T 2261.3, which other departments write, and what it says in this form: it knows no serious illness.
HEALTH_OF_GB2261_3 = {"1": Health.HEALTHY, "2": Health.HEALTHY, "3": Health.CHRONIC, "6": Health.DISABLED}
GB2261_3_OF_HEALTH = {
    Health.HEALTHY: "1",
    Health.CHRONIC: "3",
    Health.SERIOUS: "3",
    Health.DISABLED: "6",
}
# The groups in the order of GB/T 3304: the place in this list is the code.
_GROUPS = """
    汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡
    纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克
    德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺
"""
ETHNIC_GROUPS = tuple(_GROUPS.split())
# What is stored is the standard's own name of the group; the code is the same said in digits.
GB3304_OF_ETHNICITY = {f"{group}族": f"{place:02d}" for place, group in enumerate(ETHNIC_GROUPS, 1)}


class LabourCapacity(TextChoices):
    ORDINARY = "01", _("普通劳动力")
    SKILLED = "02", _("技能劳动力")
    LOST = "03", _("丧失劳动力")
    NONE = "04", _("无劳动力")
    WEAK = "05", _("弱劳动力或半劳动力")


class WorkRegion(TextChoices):
    TOWNSHIP = "01", _("乡(镇)内务工")
    COUNTY = "02", _("乡(镇)外县内务工")
    PROVINCE = "03", _("县外省内务工")
    OUTSIDE = "04", _("省外务工")
    OTHER = "99", _("其他")


class PoliticalStatus(TextChoices):
    MEMBER = "01", _("中共党员")
    PROBATIONARY = "02", _("中共预备党员")
    YOUTH_LEAGUE = "03", _("共青团员")
    MASSES = "13", _("群众")


class MemberChange(TextChoices):
    DEATH = "01", _("死亡")
    MARRIED_OUT = "02", _("嫁出")
    EMIGRATED = "03", _("出国定居")
    IMPRISONED = "04", _("判刑收监")
    MARRIED_IN = "05", _("嫁入")
    BIRTH = "06", _("出生")
    MOVED_IN = "07", _("迁入")
    MOVED_OUT = "08", _("其他转出")


class AccessRoad(TextChoices):
    EARTH = "1", _("泥土路")
    GRAVEL = "2", _("砂石路")
    CONCRETE = "3", _("水泥路")
    ASPHALT = "4", _("沥青路")
    HARDENED = "5", _("硬化路")


class HousingGrade(TextChoices):
    A = "A", _("A级")
    B = "B", _("B级")
    C = "C", _("C级")
    D = "D", _("D级")


class FormSource(TextChoices):
    """The two forms whose figures stand side by side (CB1-12)."""

    WORK_FORM = "work_form", _("帮扶工作情况表")
    HANDBOOK = "handbook", _("帮扶手册")


class ExitVintage(TextChoices):
    """Those who left poverty before the new standards are kept apart (B1.1)."""

    EARLIER = "earlier", _("历史已脱贫")
    NEW = "new", _("新脱贫")


class IncomeLine(TextChoices):
    """The lines of a statement that may last or come once only (B1.3)."""

    WAGES = "wage_income", _("工资性收入")
    BUSINESS = "business_income", _("生产经营性收入")
    PROPERTY = "property_income", _("财产性收入")
    FAMILY_PLANNING = "family_planning_aid", _("计划生育金")
    ALLOWANCE = "allowance_aid", _("低保金")
    FIVE_GUARANTEE = "five_guarantee_aid", _("五保金")
    PENSION = "pension_aid", _("养老保险金")
    ECOLOGY = "eco_compensation", _("生态补偿金")
    OTHER = "other_transfer", _("其他转移性收入")


class Produce(TextChoices):
    GRAIN = "grain", _("粮食")
    TOBACCO = "tobacco", _("烤烟")
    LIVESTOCK = "livestock", _("畜牧")
    FRUIT = "fruit", _("林果")
    OTHER_CROPS = "other_crops", _("其他种植")


class VillageKind(TextChoices):
    POOR = "poor", _("贫困村")
    ORDINARY = "ordinary", _("非贫困村")


class Terrain(TextChoices):
    PLAIN = "plain", _("平原")
    HILLS = "hills", _("丘陵")
    MOUNTAINS = "mountains", _("山区")
    PASTURE = "pasture", _("牧区")


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


class IdType(TextChoices):
    RESIDENT = "resident", _("居民身份证")
    DISABILITY = "disability", _("残疾人证")


class DropoutReason(TextChoices):
    ILLNESS = "illness", _("因病")
    DISABILITY = "disability", _("因残")
    WEARY = "weary", _("厌学")
    WORK = "work", _("务工")
    MARRIAGE = "marriage", _("因婚")
    OTHER = "other", _("其他")


# Reasons that are documented incapacity and no dropout (rulebook B7).
INCAPACITY = (DropoutReason.ILLNESS, DropoutReason.DISABILITY)


class DisabilityKind(TextChoices):
    SIGHT = "1", _("视力")
    HEARING = "2", _("听力")
    SPEECH = "3", _("言语")
    LIMB = "4", _("肢体")
    INTELLECT = "5", _("智力")
    MIND = "6", _("精神")
    MULTIPLE = "7", _("多重")


class HousingStructure(TextChoices):
    REINFORCED = "1", _("钢筋混凝土")
    BRICK_CONCRETE = "2", _("砖混")
    BRICK_TILE = "3", _("砖瓦砖木")
    EARTH = "4", _("竹草土坯")
    OTHER = "5", _("其他")


class Fuel(TextChoices):
    FIREWOOD = "1", _("柴草")
    DUNG = "2", _("干畜粪")
    COAL = "3", _("煤炭")
    CLEAN = "4", _("清洁能源")
    OTHER = "99", _("其他")


class RelocationMode(TextChoices):
    WHOLE_VILLAGE = "1", _("行政村整体搬迁")
    NATURAL_VILLAGE = "2", _("自然村整体搬迁")
    SINGLE = "3", _("个别搬迁")


class SettlementMode(TextChoices):
    CENTRALISED = "centralised", _("集中安置")
    DISPERSED = "dispersed", _("分散安置")


class IdFault(TextChoices):
    """What is wrong with a document number (DQ-01 to DQ-03). Blank: nothing, or there is no number."""

    LENGTH = "length", _("位数不对")
    CHECK = "check", _("校验位或出生日期不对")
    OLD = "old", _("15位旧号未升级")


class CardState(TextChoices):
    """What the number of a disability card is worth (DQ-04, DQ-14)."""

    NONE = "none", _("未填")
    VALID = "valid", _("有效")
    INVALID = "invalid", _("无效")


class DatePrecision(TextChoices):
    YEAR = "year", _("年")
    MONTH = "month", _("月")
    DAY = "day", _("日")


# Codes under which a member no longer lives in the household.
GONE = frozenset(
    {
        MemberChange.DEATH,
        MemberChange.MARRIED_OUT,
        MemberChange.EMIGRATED,
        MemberChange.IMPRISONED,
        MemberChange.MOVED_OUT,
    }
)
# Capacities that can carry an income measure (rulebook B1.2, labour-capable household).
CAPABLE = frozenset({LabourCapacity.ORDINARY, LabourCapacity.SKILLED, LabourCapacity.WEAK})
CAPABLE_AT_ANY_AGE = frozenset({LabourCapacity.ORDINARY, LabourCapacity.SKILLED})
# Relations that say of what sex a person is (DQ-34); the others say nothing.
MALE_RELATIONS = frozenset(
    {
        Relation.SON,
        Relation.SON_IN_LAW,
        Relation.GRANDSON,
        Relation.GRANDSON_BY_DAUGHTER,
        Relation.FATHER,
        Relation.WIFES_FATHER,
        Relation.HUSBANDS_FATHER,
        Relation.GRANDFATHER,
        Relation.MATERNAL_GRANDFATHER,
        Relation.UNCLE,
        Relation.NEPHEW,
        Relation.GREAT_GRANDSON,
    }
)
FEMALE_RELATIONS = frozenset(
    {
        Relation.DAUGHTER,
        Relation.DAUGHTER_IN_LAW,
        Relation.GRANDDAUGHTER,
        Relation.GRANDDAUGHTER_BY_DAUGHTER,
        Relation.MOTHER,
        Relation.WIFES_MOTHER,
        Relation.HUSBANDS_MOTHER,
        Relation.GRANDMOTHER,
        Relation.MATERNAL_GRANDMOTHER,
        Relation.BROTHERS_WIFE,
        Relation.NIECE,
        Relation.GREAT_GRANDDAUGHTER,
    }
)
# What the form states grade by grade: a pupil has left each of these a year later. Primary school and college are
# one word for several years.
GRADES = frozenset(
    {
        SchoolStatus.GRADE_7,
        SchoolStatus.GRADE_8,
        SchoolStatus.GRADE_9,
        SchoolStatus.SENIOR_1,
        SchoolStatus.SENIOR_2,
        SchoolStatus.SENIOR_3,
        SchoolStatus.VOCATIONAL_1,
        SchoolStatus.VOCATIONAL_2,
        SchoolStatus.VOCATIONAL_3,
        SchoolStatus.HIGHER_VOCATIONAL_1,
        SchoolStatus.HIGHER_VOCATIONAL_2,
        SchoolStatus.HIGHER_VOCATIONAL_3,
    }
)
ABOVE_JUNIOR = frozenset(status for status in SchoolStatus if status >= SchoolStatus.SENIOR_1)


class MatchClass(TextChoices):
    """How a row of a low-income list stands to the register."""

    EXACT = "EXACT", _("号码和姓名都相同")
    NAME_VARIANT = "ID_MATCH_NAME_VARIANT", _("号码相同，姓名写法不同")
    NON_HEAD = "NON_HEAD_MEMBER", _("申请人是户内其他成员")
    ID_TYPO = "NAME_VILLAGE_ID_TYPO", _("姓名、村相同，号码错一两位")
    ID_15 = "NAME_VILLAGE_ID15", _("姓名、村相同，号码为15位旧号")
    OTHER_PERSON = "SAME_NAME_OTHER_PERSON", _("同村同名，是另一人")
    NOT_IN_ROSTER = "NOT_IN_ROSTER", _("不在花名册")
    DUPLICATE = "DUPLICATE", _("名单内重复")


class MatchStatus(TextChoices):
    """Whether a row counts as its proposed person: only `SETTLED` and `CONFIRMED` do."""

    NONE = "none", _("没有对上的人")
    SETTLED = "settled", _("号码对上")
    OPEN = "open", _("待人工确认")
    CONFIRMED = "confirmed", _("确认是同一人")
    REJECTED = "rejected", _("确认不是同一人")


# What a person may decide. He may change his mind; the machine's own matches may be struck out.
MATCH_MOVES = {
    MatchStatus.OPEN: {MatchStatus.CONFIRMED, MatchStatus.REJECTED},
    MatchStatus.SETTLED: {MatchStatus.REJECTED},
    MatchStatus.CONFIRMED: {MatchStatus.REJECTED},
    MatchStatus.REJECTED: {MatchStatus.CONFIRMED},
}


class RequestStatus(TextChoices):
    """What came of asking another place about the same person."""

    OPEN = "open", _("待对方核对")
    MOVED = "moved", _("对方已登记转出")
    KEPT = "kept", _("对方认为应留在对方")


REQUEST_MOVES = {RequestStatus.OPEN: {RequestStatus.MOVED, RequestStatus.KEPT}}
