"""A few faults in the demo's records, so that the pages of 四无 have something true to show."""

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from households.choices import Cause, PovertyStatus
from households.identity import hashes_of, judged
from households.models import Household, HouseholdMember
from inspections.models import Finding
from inspections.services.findings import claim_true, refresh_findings
from inspections.services.published import record_published_figure
from povertyapp.core.history import because

# How many in the township of the demo's login, and how many in the rest of the county.
HERE, ELSEWHERE = 3, 4
# Of the people whose months of work do not fit, so many are claimed to be right as they stand.
UNWORKED, CLAIMED = "DQ-30", 2


@transaction.atomic
def plant_faults(*, county, township, by, cadre, period):
    """Spoil some records on purpose, let the checks find them, and let a cadre claim one as true.

    Returns how many findings there are. The clearest faults have a proposal, two hold their villages' month open.
    """
    with because(by=by, reason="load_demo"):
        for code in (township, county.code):
            _spoil(code, HERE if code == township else ELSEWHERE)
        record_published_figure(
            by=by,
            area=county,
            unit="县财政局",
            name="互助资金借款占比",
            document="来凤财农〔2017〕12号",
            published_on=period.start - dt.timedelta(days=20),
            numerator=Decimal("7003.5"),
            denominator=Decimal(43820),
            measured_in="万元",
            published_text="15.2%",
        )
    opened = refresh_findings(county, period)["opened"]
    waiting = Finding.objects.in_area(township).open().filter(rule="DQ-46").order_by("pk").first()
    if waiting:
        claim_true(by=cadre, finding=waiting, reason="孩子随父母在外省上学，学籍证明已收，月底回来补录学校。")
    unworked = Finding.objects.in_area(township).to_mend().filter(rule=UNWORKED).order_by("pk")
    for finding in unworked[:CLAIMED]:
        claim_true(by=cadre, finding=finding, reason="在家照看老人，打零工不满一个月，务工时间就是 0。")
    return opened


def _spoil(code, count):
    homes = Household.objects.in_area(code).filter(
        poverty_status=PovertyStatus.IN_POVERTY, main_cause=Cause.LACK_SKILL, left_register_on=None
    )
    for home in homes.order_by("-pk")[:count]:
        Household.objects.filter(pk=home.pk).update(other_causes=[Cause.LACK_SKILL])
    people = HouseholdMember.objects.in_area(code).present().filter(household__in=homes).order_by("pk")
    _change(people.filter(birth_date__lt=dt.date(1990, 1, 1)), count, ethnicity="")
    _change(people.exclude(work_region="").filter(public_post=""), count, work_months=0)
    _change(people.filter(school_status="03"), 1, school_status="", education="02")
    for member in people.filter(birth_date__lt=dt.date(1970, 1, 1)).order_by("-pk")[:2]:
        member.id_number = member.id_number[:6] + member.id_number[8:17]
        member.id_hash, member.id_tail_hash = hashes_of(member.id_number)
        member.id_fault, member.card_state = judged(member.id_number, member.disability_card)
        member.save()
    for home in homes.order_by("pk")[20:21]:
        home.incomes.update(net_income_per_capita=F("net_income_per_capita") + 300)


def _change(people, count, **values):
    HouseholdMember.objects.filter(pk__in=list(people.values_list("pk", flat=True)[:count])).update(**values)
