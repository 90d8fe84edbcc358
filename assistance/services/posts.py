"""Who comes to which post and who leaves it: resident teams, first secretaries, clerks, leaders, task forces."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from assistance.choices import RESIDENT, SINGLE, PostKind
from assistance.models import Helper, Official, Post, ResidentTeam
from households.services.changing import check_known, given_reason, locked, put
from povertyapp.core.errors import Conflict
from povertyapp.core.history import because

DAY = dt.timedelta(days=1)
CODE_DIGITS = 5
CORRECTABLE = ("office", "phone")


@transaction.atomic
def start_team(*, by, area, unit, from_date, reason=""):
    """Send a resident team of a unit to a village from a day and return it.

    ValidationError: not a village, another county's unit, or a team is there already on one of those days.
    """
    team = ResidentTeam(area=area, unit=unit, from_date=from_date)
    _check_county(area, unit)
    _check(team)
    return _store(team, by=by, reason=reason or _("派驻工作队"))


@transaction.atomic
def end_team(*, by, team, to_date, reason=""):
    """Withdraw a team; `to_date` is its last day, and that of everybody who is still on one of its posts.

    ValidationError: a day before its first, or before somebody of it came. Conflict: it was already withdrawn.
    """
    open_posts = Post.objects.select_for_update().filter(team=team, to_date=None)
    begins = max([team.from_date, *(post.from_date for post in open_posts)])
    if to_date < begins:
        raise ValidationError(
            {"to_date": _("结束日期不能早于 %(day)s（队伍或队员的到岗日期）。") % {"day": begins}}
        )
    with because(by=by, reason=reason or _("撤离工作队")):
        changed = ResidentTeam.objects.filter(pk=team.pk, to_date=None).update(to_date=to_date)
        if not changed:
            raise Conflict(_("这支工作队已经撤离，请刷新后再看。"))
        open_posts.update(to_date=to_date)
    team.to_date = to_date
    return team


@transaction.atomic
def appoint(*, by, kind, area, name, from_date, unit=None, office="", phone="", is_head=False, reason=""):
    """Put a person on a post from a day and return the post.

    The person is the one of that name in that unit, or who held a post here before; else a new one, who is the
    helper of that unit and name where there is one. Residents join the team that is in the village on the day.
    ValidationError by field: no team there yet, the post is taken (who leaves it hands over), the person is on
    another full-time post, a day before the team came. Conflict: somebody was faster.
    """
    kind = PostKind(kind)
    if unit is not None:
        _check_county(area, unit)
    _check_free(kind, area, from_date, is_head)
    team = _team_of(area, from_date) if kind in RESIDENT else None
    with because(by=by, reason=reason or _("任命%(post)s") % {"post": kind.label}):
        official = _official(area, name, unit or (team.unit if team else None), office, phone)
        post = Post(kind=kind, area=area, official=official, team=team, is_head=is_head, from_date=from_date)
        _check(post)
        return _store(post, by=by, reason=reason)


@transaction.atomic
def end_post(*, by, post, to_date, reason=""):
    """Take a person off a post; `to_date` is the last day.

    ValidationError for a day before the first; Conflict when he was already taken off.
    """
    if to_date < post.from_date:
        raise ValidationError({"to_date": _("结束日期不能早于到岗日期 %(day)s。") % {"day": post.from_date}})
    with because(by=by, reason=reason or _("离岗")):
        changed = Post.objects.filter(pk=post.pk, to_date=None).update(to_date=to_date)
    if not changed:
        raise Conflict(_("这个岗位上的人已经离岗，请刷新后再看。"))
    post.to_date = to_date
    return post


@transaction.atomic
def hand_over_post(*, by, post, from_date, name, unit=None, office="", phone="", reason=""):
    """Let somebody take a post over from a day: the one before leaves the day before. Return the new post."""
    if from_date <= post.from_date:
        raise ValidationError(
            {"from_date": _("接任日期要晚于前任的到岗日期 %(day)s。") % {"day": post.from_date}}
        )
    end_post(by=by, post=post, to_date=from_date - DAY, reason=reason or _("交接"))
    return appoint(
        by=by,
        kind=post.kind,
        area=post.area,
        name=name,
        unit=unit or post.official.unit,
        office=office,
        phone=phone,
        is_head=post.is_head,
        from_date=from_date,
        reason=reason or _("交接"),
    )


@transaction.atomic
def correct_official(*, by, official, reason, **changes):
    """Correct columns of a person on a post (those in `CORRECTABLE`) and return him; write only what differs."""
    check_known(changes, CORRECTABLE)
    reason, row = given_reason(reason), locked(official)
    if differing := put(row, changes):
        with because(by=by, reason=reason):
            row.save(update_fields=differing)
    return row


def _check_county(area, unit):
    if unit.area_id != area.county_code:
        raise ValidationError(
            {"unit": _("这个单位不在本县的帮扶单位名单上，请从名单里选，或先登记这个单位。")}
        )


def _team_of(area, day):
    """Return the team that is in the village on a day."""
    team = ResidentTeam.objects.filter(area=area).in_force(day).select_related("unit").first()
    if team is None:
        raise ValidationError(
            {"from_date": _("%(day)s 这个村没有驻村工作队，请先登记工作队，或改到岗日期。") % {"day": day}}
        )
    return team


def _check_free(kind, area, day, is_head):
    """Refuse a post that somebody holds on the day or will hold: he hands it over, and is not pushed out."""
    rows = Post.objects.filter(area=area).filter(Q(to_date=None) | Q(to_date__gte=day))
    taken = rows.filter(kind=kind) if kind in SINGLE else rows.none()
    if is_head and kind in RESIDENT:
        taken |= rows.filter(kind__in=RESIDENT, is_head=True)
    elif is_head:
        taken |= rows.filter(kind=kind, is_head=True)
    holder = taken.select_related("official").order_by("from_date").first()
    if holder:
        raise ValidationError(
            _("%(name)s 从 %(day)s 起是%(post)s，请办交接，或先办离岗。")
            % {"name": holder.official.name, "day": holder.from_date, "post": holder.title}
        )


def _official(area, name, unit, office, phone):
    """Return the person of that name: known already, or new."""
    rows = Official.objects.filter(area_id=area.county_code, name=name)
    rows = rows.filter(unit=unit) if unit else rows.filter(unit=None, posts__area=area)
    known = rows.order_by("pk").first()
    if known is None:
        return _new_official(area, name, unit, office, phone)
    given = {key: value for key, value in (("office", office), ("phone", phone)) if value}
    changed = [key for key, value in given.items() if getattr(known, key) != value]
    for key in changed:
        setattr(known, key, given[key])
    if changed:
        known.save(update_fields=changed)
    return known


def _new_official(area, name, unit, office, phone):
    county = area.county_code
    helper = (
        Helper.objects.filter(area_id=county, unit=unit, name=name, official=None).first() if unit else None
    )
    made = Official(
        code=_next_code(county),
        area_id=county,
        name=name,
        unit=unit,
        office=office or (helper.post if helper else ""),
        phone=phone or (helper.phone if helper else ""),
        helper=helper,
        user=helper.user if helper else None,
    )
    made.full_clean(exclude=["area"], validate_constraints=False)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("刚刚有人登记了人员，请再提交一次。")) from error
    return made


def _next_code(county):
    """Return the county's next number for a person on a post: the county's code, G, and a number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(max(right(code, %s)::int), 0) + 1 FROM assistance_official WHERE code ~ %s",
            [CODE_DIGITS, rf"^{county}G\d{{{CODE_DIGITS}}}$"],
        )
        [number] = cursor.fetchone()
    return f"{county}G{number:0{CODE_DIGITS}d}"


def _check(row):
    """Check a row with its constraints; sentences of constraints stand above the form."""
    row.full_clean()


def _store(row, *, by, reason):
    try:
        with transaction.atomic(), because(by=by, reason=reason):
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("刚刚有人在这个岗位上办了手续，请刷新后再办。")) from error
    return row
