"""Faults in the records of help: helpers, visits, measures (四无, rulebook B21)."""

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from assistance.choices import MeasureKind
from assistance.models import AssistanceMeasure, Helper, TrainingAttendance, Visit
from assistance.rules.files import ones
from assistance.rules.flags import STANDING, crowded, overlapping
from assistance.rules.helpers import lacks_helper
from households.models import Household, HouseholdMember
from households.rules.populations import data_rule, has_living
from povertyapp.core.faults import Child, Has, named_by
from povertyapp.core.rules import Fault

# Measures that are events of a day, like a visit.
EVENTS = (MeasureKind.TRAINING, MeasureKind.MICROCREDIT)
YEARS_OF_VISITS = 1


def helpers(period):
    """Helpers of the county."""
    return Helper.objects.all()


def has_measure(*conditions):
    """Return whether the household has a measure of this kind."""
    return Has(Child("measures", AssistanceMeasure.objects.confirmed()), *conditions)


def outside_registration(day):
    """Return the condition that a column's day is before the household was registered or after it left."""
    left = Q(household__left_register_on__isnull=False, **{f"{day}__gte": F("household__left_register_on")})
    return Q(**{f"{day}__lt": F("household__registered_on")}) | left


@data_rule(
    "DQ-17",
    Fault.OMITTED_RECORD,
    _("没有帮扶责任人"),
    mend="helpers",
    how=_("为这一户落实帮扶责任人。"),
)
def no_active_helper(period, value):
    """每户现在都要有帮扶责任人。

    A household that is still on the register at the end of the month has a primary helper on that day.
    """
    still_here = Q(left_register_on=None) | Q(left_register_on__gt=period.end)
    return still_here & lacks_helper(period.end)


@data_rule(
    "DQ-19",
    Fault.OMITTED_RECORD,
    _("缺脱贫计划、扶贫手册或帮扶措施"),
    mend="measures",
    how=_("补齐缺的一样：帮扶计划、《帮扶手册》的数字、帮扶措施。"),
)
def four_ones_missing(period, value):
    """每户要有脱贫计划、扶贫手册和帮扶措施。

    Those of plan, handbook and measure that `data.four_ones` names are on record, as TF-14 asks for them: the plan
    of the year while the household has not exited, the figures of its handbook, and a measure, whenever it began.
    The book itself, the fourth of TF-14, is this register.
    """
    asked = value("data.four_ones")
    held = ones(period, value)
    wrong = Q(pk__in=[])
    for name in asked:
        wrong |= ~held[name]
    return wrong


def _registered_self(period, value):
    people = HouseholdMember.objects.on_roll(period)
    return Q(Has(Child("namesakes", people, key="id_hash", of="id_hash"), Q(person_no__gt="")))


@data_rule(
    "DQ-33",
    Fault.ILLOGICAL,
    _("帮扶责任人是在册贫困人口"),
    over=helpers,
    subject="helper",
    mend="helper",
    field="id_number",
    reads=_registered_self,
    how=_("核对是否同一个人：是的，换帮扶责任人或核实该户是否应在册；号码录错的改号码。"),
)
def helper_is_registered(period, value):
    """帮扶责任人本人不应是在册贫困人口。

    No counted member of a registered household has the document number of a helper, by its keyed hash. A name
    would not do: namesakes are common, and a telephone is often shared by a family. A helper without a number
    cannot be judged.
    """
    same = HouseholdMember.objects.on_roll(period).filter(id_hash=OuterRef("id_hash"))
    return ~Q(id_hash="") & Q(Exists(same))


@data_rule(
    "DQ-42",
    Fault.ILLOGICAL,
    _("易地搬迁户又享受危房改造"),
    mend="measures",
    shows=("is_relocated", "living.renovation_year"),
    how=_("两项政策不能同时享受：核对实际享受的是哪一项，另一项取消或更正。"),
)
def relocated_and_repaired(period, value):
    """易地扶贫搬迁户不应同时享受危房改造。

    A relocated household has no measure for a dangerous house, and no year of its repair.
    """
    repaired = Q(has_measure(Q(kind=MeasureKind.HOUSING))) | Q(
        has_living(period, renovation_year__isnull=False)
    )
    return Q(is_relocated=True) & repaired


def _stray(period):
    """Return the condition that what happened this year or the last is dated outside the registration."""
    since = period.start.replace(year=period.year - YEARS_OF_VISITS, month=1, day=1)
    return outside_registration("happened_on") & Q(happened_on__gte=since)


def _dated_outside(period, value):
    visits = Has(Child("visits", Visit.objects.all()), STANDING & _stray(period))
    return Q(visits) | Q(Has(Child("attendances", TrainingAttendance.objects.all()), _stray(period)))


@data_rule(
    "DQ-43",
    Fault.ILLOGICAL,
    _("走访、培训或贷款不在建档期内"),
    mend="visits",
    shows=("registered_on", "left_register_on"),
    reads=_dated_outside,
    how=_("核对走访、培训或贷款的日期，以及识别、移出的日期，改错的那一个。"),
)
def dated_outside_registration(period, value):
    """走访、培训、贷款的日期应在建档之后、移出之前。

    No visit and no attended training of this year or the last, and no measure of training or loan is dated before
    the household was registered or after it left.
    """
    visits = Visit.objects.in_area(value.area_code).filter(STANDING & _stray(period))
    came = TrainingAttendance.objects.in_area(value.area_code).filter(_stray(period))
    events = has_measure(Q(kind__in=EVENTS) & outside_registration("from_date"))
    return named_by(visits) | named_by(came) | Q(events)


def _every_measure(period, value):
    return ~Q(has_measure(Q(name="", kind="", from_date=None)))


@data_rule(
    "DQ-44",
    Fault.ILLOGICAL,
    _("措施早于识别，或全村措施雷同"),
    mend="measures",
    shows=("registered_on",),
    reads=_every_measure,
    how=_("核对措施的开始日期；全村一样的，改成每户实际落实的措施。"),
)
def measure_before_assessment(period, value):
    """措施不应早于识别致贫原因的日期，也不应全村每户一模一样。

    No measure begins before the household and its causes were assessed, which is the day of its registration;
    and no measure of one name, kind and day stands in every household of a village that has at least
    `data.identical_min_households`.
    """
    early = has_measure(Q(from_date__lt=F("household__registered_on")))
    return Q(early) | Q(area_id__in=_uniform_villages(period, value))


def _uniform_villages(period, value):
    """Return the villages in which every household has the same measure from the same day."""
    here = Household.objects.on_roll(period).in_area(value.area_code)
    size = here.filter(area_id=OuterRef("area_id")).order_by().values("area_id").annotate(n=Count("pk"))
    measures = AssistanceMeasure.objects.confirmed().in_area(value.area_code).filter(household__in=here)
    return (
        measures.order_by()
        .values("area_id", "from_date", "kind", "name")  # days first: they are sorted sooner than names
        .annotate(homes=Count("pk"))  # a home has a name from a day once: the database keeps that
        .filter(homes__gte=int(value("data.identical_min_households")))
        .filter(homes=Subquery(size.values("n")))
        .values("area_id")
    )


def _visits_of_the_month(period, value):
    """Return the condition that names the day, the home and the hours of the helper's visits of the month."""
    month = Visit.objects.filter(STANDING, happened_on__gte=period.start, happened_on__lte=period.end)
    asked = {"happened_on": None, "household": None, "channel": "", "began_at": None, "ended_at": None}
    return ~Q(Has(Child("visits", month, key="helper_id"), Q(**asked)))


@data_rule(
    "DQ-45",
    Fault.ILLOGICAL,
    _("走访时间重叠或一天户数过多"),
    over=helpers,
    subject="helper",
    mend="visits",
    reads=_visits_of_the_month,
    how=_("向本人核实走访日期和时间；补录时记错日期的更正，没有去的核销。"),
)
def impossible_visits(period, value):
    """同一帮扶人两次走访的时间不应重叠，一天入户不应超过 12 户。

    No helper's visits of the month overlap where begin and end were stated, and on no day he entered more than
    `data.homes_a_day_max` homes.
    """
    month = Visit.objects.in_area(value.area_code).filter(
        STANDING, helper__isnull=False, happened_on__gte=period.start, happened_on__lte=period.end
    )
    too_many, at_once = month.filter(crowded(month, value)), month.filter(overlapping(month, value))
    return Q(pk__in=too_many.values("helper_id")) | Q(pk__in=at_once.values("helper_id"))
