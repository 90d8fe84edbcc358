"""What stands on the page of one case: where it is, who is next, what still lacks, and all that is on record."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from households.choices import Relation
from households.models import ProcedureCase
from households.services import procedures as desk
from households.services.procedures.common import grant_for
from households.steps import ActingLevel, ProcedureKind, State, forward_moves, moves_from
from povertyapp.core import clock
from povertyapp.core.masks import mask_id
from povertyapp.core.models import Area
from povertyapp.core.text import told

CHANGE = "households.change_case"
# Which record answers which need; the argument goes along.
RECORD_OF = {
    "talks": "talks",
    "evidence": "evidence",
    "compared": "comparison",
    "clear": "comparison",
    "posted": "posted",
    "spot": "spot",
}
ALONE = {
    "application": "evidence-application",
    "objections": "answer",
    "sample": "spot-sample",
    "announced": "announced",
    "information": "information",
    "items": "items",
    "moved_in": "evidence-home_check",
}
LOCAL = (ActingLevel.VILLAGE, ActingLevel.TOWNSHIP)
DIGITS = {ActingLevel.VILLAGE: 12, ActingLevel.TOWNSHIP: 9, ActingLevel.COUNTY: 6, ActingLevel.LEADING: 6}


def record_of(need, kind):
    """Return the record that answers a need, as the address writes it, or nothing."""
    name, _colon, argument = need.partition(":")
    if name in RECORD_OF:
        return f"{RECORD_OF[name]}-{argument}"
    if name == "days" and kind == ProcedureKind.REMOVAL:
        return f"posted-{argument}"
    return ALONE.get(name, "") if not (name == "information" and kind != ProcedureKind.ENTRY) else ""


def next_level(kind, state):
    """Return on which level the next step forward is decided, or nothing."""
    moves = forward_moves(kind, state)
    return moves[0].level if moves else ""


def days_in_state(case, today=None):
    """Return for how many days a running case has stood where it is."""
    return ((today or clock.today()) - case.state_since).days


def is_overdue(case, today=None):
    """Say whether the limit of a running case has run out: follows from the day, never stored."""
    return bool(case.ended_on is None and case.due_on and case.due_on < (today or clock.today()))


class CaseView:
    """One case for one reader."""

    def __init__(self, case: ProcedureCase, user):
        self.case, self.user = case, user
        self.may_change = user.has_perm(CHANGE)
        self.today = clock.today()

    def url(self, name, *args):
        return reverse(f"households:{name}", args=[self.case.pk, *args])

    # Where it stands

    @cached_property
    def areas(self):
        code = self.case.area_id
        return Area.objects.in_bulk([code[:n] for n in (6, 9, 12)])

    def who(self, level):
        """Return who decides on a level: the role and the place."""
        place = self.areas.get(self.case.area_id[: DIGITS[level]])
        word = ActingLevel(level).label
        return f"{place.short_name}（{word}）" if place and level in LOCAL else word

    @property
    def status_items(self):
        case, items = self.case, []
        if case.ended_on is None:
            level = next_level(case.kind, case.state)
            items = [
                (_("在本状态"), _("%(n)d 天") % {"n": days_in_state(case, self.today)}),
                (_("期限"), case.due_on or _("不限")),
                (_("下一步"), self.who(level) if level else ""),
            ]
        else:
            items = [(_("办结"), case.ended_on)]
        items += [
            (_("提出"), f"{case.opened_on} {case.opened_by}"),
            (_("名单"), str(case.batch)),
            (_("来源"), case.get_origin_display()),
        ]
        return [{"label": label, "value": value} for label, value in items if value]

    @property
    def is_overdue(self):
        return is_overdue(self.case, self.today)

    # What is next

    @cached_property
    def moves(self):
        """Return the steps that may follow: the one forward first."""
        found = []
        for move in moves_from(self.case.kind, self.case.state):
            if self.case.state == State.REJECTED and not self._leads_back(move):
                continue
            if move.was in (State.REGISTERED, State.ASSISTED) and self.case.is_over:
                continue
            found.append(move)
        return found

    def _leads_back(self, move):
        last = self.steps[-1] if self.steps else None
        return bool(last and last.from_state == move.to)

    @cached_property
    def forward(self):
        moves = [move for move in self.moves if move.is_forward]
        return moves[0] if moves else None

    @property
    def forward_word(self):
        return State(self.forward.to).label

    @cached_property
    def checks(self):
        """Return the task list of the next step: each need, whether it is met, and where it is put on record."""
        return self.tasks_of(self.forward) if self.forward else []

    def tasks_of(self, move):
        """Return the task list of a step."""
        found = desk.what_lacks(by=self.user, case=self.case, move=move)
        return [self._task(need, result) for need, result in found]

    def _task(self, need, result):
        record = self.record_for(need) if not result.is_met else ""
        return {
            "state": "met" if result.is_met else "none",
            "word": _("已齐") if result.is_met else _("还缺"),
            "what": result.text,
            "url": self.url("change_record", record) if record else "",
            "action_label": _("去登记") if record else "",
        }

    def record_for(self, need):
        """Return the record that answers a need, where this reader may put it there; else nothing."""
        record = record_of(need, self.case.kind) if self.may_change else ""
        name, _dash, argument = record.partition("-")
        level = {"comparison": desk.COMPARES, "spot": desk.CHECKS}.get(name, {}).get(argument)
        if name == "announced" or argument == "sample":
            level = ActingLevel.COUNTY
        return record if level is None or self.acts(level) else ""

    @property
    def may_move(self):
        """Say whether this reader decides the next step."""
        return bool(self.forward and self.acts(self.forward.level))

    def acts(self, level):
        return self.may_change and grant_for(self.user, self.case.area_id, level) is not None

    @property
    def actions(self):
        """Return the steps that this reader may take, as buttons."""
        return [
            {
                "label": self.label_of(move),
                "url": self.url("change_move", move.to),
                "style": "primary" if move == self.forward else "",
            }
            for move in self.moves
            if self.acts(move.level)
        ]

    def label_of(self, move):
        if move.to == State.REJECTED:
            return _("不予通过")
        if move.kind == ProcedureKind.EXIT and move.to == State.ASSISTED:
            return _("退回")
        if move.was == State.REJECTED:
            return _("按申诉退回重办")
        return _("转入“%(state)s”") % {"state": State(move.to).label}

    @property
    def other_records(self):
        """Return what else may be put on record here."""
        if not self.may_change:
            return []
        links = []
        if self.case.ended_on is None:
            if self.publicities:
                links += [("objection", _("登记异议")), ("down", _("登记取下"))]
            links += [("evidence-notice", _("书面告知")), ("evidence-closing", _("销户情况"))]
            if self.case.kind == ProcedureKind.EXIT and self.case.state == State.ASSISTED:
                links.append(("items", _("核对退出标准")))
        if self.case.state == State.REJECTED:
            links += self._appeal_links()
        return [
            {"label": label, "url": self.url("change_record", what), "style": ""} for what, label in links
        ]

    def _appeal_links(self):
        row = self.case.appeals.filter(against_step=self.case.step).first()
        if row is None:
            return [("appeal", _("登记申诉"))]
        if row.decided_on is None and self.acts(desk.appeal_level(self.case)):
            return [("appeal_decision", _("裁定申诉"))]
        return []

    # What is on record

    @cached_property
    def steps(self):
        return list(self.case.transitions.select_related("actor", "acting_unit").order_by("number"))

    @property
    def timeline(self):
        return [
            {
                "day": step.decided_on,
                "from_word": step.get_from_state_display(),
                "to_word": step.get_to_state_display(),
                "who": f"{step.acting_unit.short_name} · {step.get_level_display()} · {step.actor}",
                "reason": step.reason,
                "found": [told(result["text"]) for result in step.guards if result["text"]],
            }
            for step in reversed(self.steps)
        ]

    @cached_property
    def publicities(self):
        return list(
            self.case.batch.publicities.select_related("image")
            .prefetch_related("objections")
            .order_by("posted_on")
        )

    @property
    def posted(self):
        return [
            {
                "row": row,
                "objections": [o for o in row.objections.all() if o.case_id in (None, self.case.pk)],
            }
            for row in self.publicities
        ]

    @cached_property
    def deliberations(self):
        return list(self.case.batch.deliberations.prefetch_related("meetings__image").order_by("pk"))

    @cached_property
    def papers(self):
        return list(
            self.case.evidence.select_related("image", "recorded_by", "target").order_by("happened_on", "pk")
        )

    @cached_property
    def spot_checks(self):
        return list(self.case.batch.spot_checks.order_by("checked_on", "pk"))

    @cached_property
    def announcements(self):
        return list(self.case.batch.announcements.select_related("image").order_by("announced_on"))

    @cached_property
    def comparisons(self):
        labels = {rule.code: rule.label for rule in desk.comparison_rules(self.case.area_id)}
        runs = self.case.comparisons.prefetch_related("hits").order_by("run_on", "pk")
        return [
            {
                "row": run,
                "hits": [{"label": labels.get(hit.code, hit.code), "row": hit} for hit in run.hits.all()],
            }
            for run in runs
        ]

    @cached_property
    def items(self):
        return desk.answers_of(self.case)

    @cached_property
    def people(self):
        applicant = getattr(self.case, "applicant", None)
        if applicant is None:
            return []
        return [
            {"name": p.name, "relation": Relation(p.relation).label, "id_masked": mask_id(p.id_number)}
            for p in applicant.members.all()
        ]

    @property
    def monitoring(self):
        row = getattr(self.case, "monitoring", None)
        if row is None:
            return []
        words = dict(row._meta.get_field("risks").base_field.flatchoices)
        facts = [
            (name, getattr(row, f"get_{name}_display")() if hasattr(row, f"get_{name}_display") else getattr(row, name))
            for name in ("category", "clue_source", "clue_on", "size", "net_income", "rigid_spending",
                         "has_no_labour", "monitored_on", "risk_removed_on")
        ]  # fmt: skip
        found = [{"label": row._meta.get_field(name).verbose_name, "value": value} for name, value in facts]
        risks = "、".join(str(words[risk]) for risk in row.risks)
        return [*found, {"label": row._meta.get_field("risks").verbose_name, "value": risks}]

    @property
    def has_record(self):
        """Say whether anything is on record for the case or its list."""
        return any(
            (
                self.deliberations,
                self.papers,
                self.comparisons,
                self.publicities,
                self.spot_checks,
                self.announcements,
            )
        )
