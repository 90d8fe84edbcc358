"""责任倒查 (JZ-20): each decision on a party makes a line on the party above, failed unless that party had found the
fault itself and reported it before the month was closed."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from assistance.choices.posts import PostKind
from assistance.models import Helper, HelpingUnit, Post, VillageTask
from households.services.procedures.common import text_of
from inspections.models import AccountabilityGround, AccountFact, SelfReport, SupervisionLine
from inspections.models.account import PartyLevel
from inspections.models.supervision import TracedLevel
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.models import Area, MonthLock
from povertyapp.core.models.area import TOWNSHIP_DIGITS, Level
from povertyapp.core.period import Period
from povertyapp.core.roles import Role


def trace_upward(*, by, case):
    """Make the lines of supervision of a decided case; return them. Twice makes no second line."""
    month = _next_open_month(case)
    grounds = AccountabilityGround.objects.filter(action=case, account__isnull=False, rule="")
    accounts = list(grounds.values_list("account", flat=True))
    rows = []
    for level, code, name, area in uppers_of(case, accounts):
        report = SelfReport.objects.filter(
            level=level, code=code, about_level=case.level, about_code=case.code, month=case.month
        ).first()
        is_timely = report is not None and not _closed_before(case, report)
        rows.append(
            SupervisionLine(
                action=case,
                area_id=area,
                level=level,
                code=code,
                name=name,
                month=str(month),
                self_report=report if is_timely else None,
            )
        )
    with because(by=by, reason="trace_upward"):
        return SupervisionLine.objects.bulk_create(rows, ignore_conflicts=True)


def _next_open_month(case):
    """Return the month of the decision, or the first one after it that is not closed yet."""
    month = Period.of(case.decided_on)
    locked = set(MonthLock.objects.filter(county=case.county_id).values_list("month", flat=True))
    while str(month) in locked:
        month = month.next
    return month


def _closed_before(case, report):
    lock = MonthLock.objects.filter(county=case.county_id, month=case.month).first()
    return lock is not None and report.reported_at >= lock.closed_at


def uppers_of(case, accounts):
    """Return (level, code, name, area) of each party above, the units and leaders in contact among them."""
    found = []
    if case.level == PartyLevel.HELPER:
        villages = AccountFact.objects.filter(account__in=accounts, helper=case.helper_id)
        found += _areas(PartyLevel.VILLAGE, set(villages.order_by().values_list("area_id", flat=True)))
        if case.helper:
            found.append(_unit(case.helper.unit))
    elif case.level == PartyLevel.VILLAGE:
        found += _areas(PartyLevel.TOWNSHIP, {case.code[:TOWNSHIP_DIGITS]})
        found += _leaders(case) + _units(case)
    elif case.level == PartyLevel.TOWNSHIP:
        found += _leaders(case)
    return sorted(set(found))


def _areas(level, codes):
    rows = Area.objects.filter(pk__in=codes).order_by("pk")
    return [(level.value, area.pk, area.short_name, area.pk) for area in rows]


def _unit(unit):
    return (PartyLevel.COUNTY_UNIT.value, unit.code, unit.name, unit.area_id)


def _units(case):
    tasks = VillageTask.objects.in_force(case.decided_on).filter(area=case.code)
    units = HelpingUnit.objects.filter(pk__in=tasks.values("unit")).order_by("code")
    return [_unit(unit) for unit in units]


def _leaders(case):
    posts = Post.objects.filter(
        area=case.code, kind=PostKind.CONTACT_LEADER, from_date__lte=case.decided_on
    ).exclude(to_date__lt=case.decided_on)
    return [
        (TracedLevel.LEADER.value, post.official.code, post.official.name, case.county_id)
        for post in posts.select_related("official").order_by("official__code")
    ]


def revoke_supervision(*, by, case, day):
    """Take the lines of a revoked decision back; months that were closed with them keep them."""
    with because(by=by, reason="revoke_supervision"):
        return SupervisionLine.objects.filter(action=case, revoked_on=None).update(revoked_on=day)


REPORTERS = {Role.CADRE: PartyLevel.VILLAGE, Role.TOWNSHIP: PartyLevel.TOWNSHIP}


def counties_of_units(user):
    """Return the codes of the counties in which a user enters what a helping unit says: units have no accounts of
    their own, their papers come to the county's office."""
    grants = user.grants_today
    return [
        grant.area_id for grant in grants if grant.role == Role.OFFICE and grant.area.level == Level.COUNTY
    ]


def reports_for(user, unit=None):
    """Return the party for which a user may report what it found below itself, as (level, code, area), or None."""
    if unit is not None:
        is_ours = unit.area_id in counties_of_units(user)
        return (PartyLevel.COUNTY_UNIT.value, unit.code, unit.area) if is_ours else None
    for grant in user.grants_today:
        if grant.role in REPORTERS and grant.area.level == REPORTERS[grant.role].value:
            return REPORTERS[grant.role].value, grant.area_id, grant.area
    return None


def parties_below(user, unit=None):
    """Return (level:code, name) of the parties directly below the one for which a user may report: of a township its
    villages, of a village its helpers, of a unit both that it sent and that it took on."""
    standing = reports_for(user, unit)
    if standing is None:
        return []
    level, _code, area = standing
    if level == PartyLevel.TOWNSHIP:
        return _named(PartyLevel.VILLAGE, Area.objects.filter(parent=area).order_by("pk"), "pk", "short_name")
    today = clock.today()
    if level == PartyLevel.COUNTY_UNIT:
        tasks = VillageTask.objects.in_force(today).filter(unit=unit)
        villages = Area.objects.filter(pk__in=tasks.values("area")).order_by("pk")
        sent = Helper.objects.filter(unit=unit)
        return _named(PartyLevel.VILLAGE, villages, "pk", "short_name") + _helpers(sent)
    helpers = Helper.objects.filter(
        Q(assignments__to_date=None) | Q(assignments__to_date__gte=today),
        assignments__area=area,
        assignments__from_date__lte=today,
    )
    return _helpers(helpers.distinct())


def _named(level, rows, code, name):
    return [(f"{level.value}:{getattr(row, code)}", getattr(row, name)) for row in rows]


def _helpers(rows):
    return _named(PartyLevel.HELPER, rows.order_by("code"), "code", "name")


@transaction.atomic
def report_own_finding(*, by, about_level, about_code, month, text, unit=None):
    """Report a fault below that a village, township or unit found itself; it counts only before the month is closed.

    `unit` is the helping unit whose paper the county's office enters.
    """
    standing = reports_for(by, unit)
    if standing is None:
        raise PermissionDenied(_("自查报告由村或乡镇提交，帮扶单位的由县扶贫办代为录入。"))
    level, code, area = standing
    period = Period.parse(month)
    if MonthLock.objects.filter(county=area.code[:6], month=str(period)).exists():
        raise ValidationError(
            {"month": _("%(month)s 已经锁定，锁定以前报告的才算自查发现。") % {"month": month}}
        )
    party = _below(by, unit, about_level, about_code)
    with because(by=by, reason="report_own_finding"):
        report = SelfReport(
            area=area,
            county_id=area.code[:6],
            level=level,
            code=code,
            about_level=about_level,
            about_code=about_code,
            about_name=party,
            month=str(period),
            text=text_of(text, "text", _("请写明自查发现的问题。")),
            reported_by=by,
        )
        report.validate_constraints()
        report.save()
    return report


def _below(by, unit, about_level, about_code):
    """Return the name of a party directly below; ValidationError for anything else."""
    known = dict(parties_below(by, unit))
    if name := known.get(f"{about_level}:{about_code}"):
        return name
    raise ValidationError({"about": _("只能报告本单位下一级的问题。")})
