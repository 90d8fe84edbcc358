"""Code lists of the members' block (rulebook B1.2)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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


# School statuses of whoever is no pupil; what is left blank says the same.
NOT_AT_SCHOOL = ("", SchoolStatus.NOT_AT_SCHOOL)


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


UNABLE = (LabourCapacity.LOST, LabourCapacity.NONE)


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
