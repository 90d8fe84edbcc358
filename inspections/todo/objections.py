"""What objections, excuses and the signatures under a month put into 待办."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.choices.objections import ExcuseStatus, ObjectionStatus
from inspections.models import AccountMonth, AccountSeal, Excuse, Objection
from inspections.models.account import AccountState, PartyLevel
from inspections.services.account.days import days_of
from inspections.services.account.seal import SIGNING
from inspections.services.account.telling import DRAFTED, OPEN_LINES
from inspections.services.answering import answered_at, may_answer
from inspections.services.excuses import DECIDE, last_cutoff, place_of_answer
from inspections.services.objections.ruling import RULE
from povertyapp.core import clock
from povertyapp.core.alike import Alike
from povertyapp.core.notices import notice
from povertyapp.core.reminding import Due, due_source, standing_with
from povertyapp.core.templatetags.house import month_text
from povertyapp.core.todo import LINES, Tab, Todo, day_of, since, todo_source


@todo_source(Tab.DO)
def objections_to_answer(user):
    """Yield the objections that wait for this user: those of the level below, never his own."""
    if not user.has_perm(RULE):
        return
    for objection in (yield Alike(_of_others, user).first(LINES)):
        if may_answer(user, RULE, answered_at(objection.level, objection.area_id)):
            yield Todo(
                kind=_("申诉"),
                what=_("%(name)s %(month)s：%(n)s 项")
                % {"name": objection.name, "month": month_text(objection.month), "n": objection.n},
                whose=objection.area.short_name,
                why=_("由您这一级复核"),
                due=objection.due_on,
                state="review",
                url=objection.get_absolute_url(),
                action=_("复核"),
                area=objection.area_id,
            )


def _of_others(user):
    waiting = Objection.objects.visible_to(user).open().exclude(filed_by=user.pk)
    return waiting.annotate(n=Count("lines")).select_related("area").order_by("due_on", "pk")


@due_source("objections", label=gettext_lazy("待复核的申诉"), unit=gettext_lazy("件"))
def objections_due(county, today):
    """Yield the open objections of a county for those who answer them."""
    rows = list(
        Objection.objects.in_area(county).open().values_list("level", "area_id", "filed_by", "due_on")
    )
    for user, stands in standing_with(RULE, county, today).items():
        for level, area, filed_by, due_on in rows:
            if user != filed_by and answered_at(level, area).startswith(tuple(stands)):
                yield Due(user, 1, due_on)


@todo_source(Tab.MINE)
def objections_filed(user):
    """Yield the user's own objections that wait for an answer."""
    mine = Objection.objects.visible_to(user).open().filter(filed_by=user)
    for objection in (yield mine.select_related("area").order_by("-filed_at")[:LINES]):
        yield _line(
            objection, objection.filed_at, _("您提出的，等上一级答复"), "review", due=objection.due_on
        )


@todo_source(Tab.DONE)
def objections_answered(user):
    """Yield the objections that the user has answered."""
    mine = Objection.objects.visible_to(user).filter(ruled_by=user, ruled_at__gte=since())
    for objection in (yield mine.select_related("area").order_by("-ruled_at")[:LINES]):
        yield _line(objection, objection.ruled_at, _("您答复的"), "good")


def _line(objection, at, why, state, due=None):
    return Todo(
        kind=objection.get_status_display(),
        what=_("申诉 %(no)s") % {"no": objection.no},
        whose=objection.name,
        why=why,
        due=due,
        url=objection.get_absolute_url(),
        action=_("查看"),
        state=state,
        on=day_of(at),
        area=objection.area_id,
    )


@todo_source(Tab.DO)
def excuses_to_decide(user):
    """Yield the excuses that wait for this user's approval."""
    if not user.has_perm(DECIDE):
        return
    for excuse in (yield Alike(_excuses_of_others, user).first(LINES)):
        if not may_answer(user, DECIDE, place_of_answer(excuse)):
            continue
        until = last_cutoff(excuse)
        yield Todo(
            kind=_("免责"),
            what=f"{excuse.name} {excuse.get_kind_display()}",
            whose=excuse.area.short_name,
            why=_("录入截止以前批准才算数"),
            due=day_of(until) if until else None,
            state="review",
            url=excuse.get_absolute_url(),
            action=_("审批"),
            area=excuse.area_id,
        )


def _excuses_of_others(user):
    waiting = Excuse.objects.visible_to(user).filter(status=ExcuseStatus.ASKED).exclude(asked_by=user.pk)
    return waiting.select_related("area", "helper").order_by("asked_at", "pk")


@todo_source(Tab.MINE)
def excuses_asked(user):
    """Yield the user's own excuses that nobody has decided."""
    mine = Excuse.objects.visible_to(user).filter(asked_by=user, status=ExcuseStatus.ASKED)
    for excuse in (yield mine.select_related("area").order_by("-asked_at")[:LINES]):
        yield Todo(
            kind=_("待批"),
            what=f"{excuse.name} {excuse.get_kind_display()}",
            whose=excuse.area.short_name,
            why=_("您申请的，等上一级批"),
            url=excuse.get_absolute_url(),
            action=_("查看"),
            state="review",
            on=day_of(excuse.asked_at),
            area=excuse.area_id,
        )


@todo_source(Tab.DO)
def months_to_sign(user):
    """Yield the drafts that wait for the user's signature, once nobody may object any more."""
    roles = {grant.area_id: grant.role for grant in user.grants_today if grant.role in SIGNING}
    if not roles or not user.has_perm("inspections.close_account"):
        return
    drafts = AccountMonth.objects.visible_to(user).filter(area__in=roles, state=AccountState.DRAFT)
    signed = AccountSeal.objects.filter(account=OuterRef("pk"), digest=OuterRef("digest"))
    signed_as = ArraySubquery(signed.values("role"))
    for account in (yield drafts.annotate(signed_as=signed_as).select_related("area").order_by("month")):
        days = days_of(account.area_id, account.period)
        if clock.today() <= days.objections_end or roles[account.area_id] in account.signed_as:
            continue
        yield Todo(
            kind=_("签字"),
            what=_("%(month)s硬账") % {"month": month_text(account.month)},
            whose=account.area.short_name,
            why=_("两个人都签了才锁定"),
            due=days.close,
            state="warning",
            url=reverse("inspections:ha_lock", args=[account.month]),
            action=_("签字"),
            area=account.area_id,
        )


def _account_url(facts):
    name = "ha_helper" if facts["level"] == PartyLevel.HELPER else "ha_unit"
    return reverse(f"inspections:{name}", args=[facts["month"], facts["code"]])


@notice(OPEN_LINES)
def told_open_lines(told):
    """Say what was still open in the middle of the month."""
    facts = told.facts
    return Todo(
        kind=_("月中提醒"),
        what=_("%(month)s还有 %(n)s 项没有做到") % {"month": month_text(facts["month"]), "n": facts["n"]},
        why=_("月底以前做到、录入截止以前录上"),
        url=_account_url(facts),
        action=_("看硬账"),
        count=facts["n"],
    )


@notice(DRAFTED)
def told_draft(told):
    """Say that the draft is out, and that it may be objected to."""
    facts = told.facts
    return Todo(
        kind=_("硬账草稿"),
        what=_("%(month)s草稿：欠 %(n)s 项") % {"month": month_text(facts["month"]), "n": facts["n"]},
        why=_("有不对的，在申诉期内提出"),
        url=_account_url(facts),
        action=_("看硬账"),
        count=facts["n"],
    )


@notice("objection")
def told_of_objection(told):
    """Say that an objection went on."""
    facts = told.facts
    return Todo(
        kind=_("申诉"),
        what=_("申诉 %(no)s：%(state)s")
        % {"no": facts["no"], "state": ObjectionStatus(facts["status"]).label},
        why=_("上一级有了答复"),
        url=reverse("inspections:objection", args=[facts["no"]]),
        action=_("查看"),
        state="good",
    )
