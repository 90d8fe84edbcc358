"""The procedures of a household (rulebook B3-B5, B10, C1): their words and the permitted moves, side by side.

A move says who decides it and what must be on record before. The database reads the same table
(`PermittedMove`) and refuses what is not in it, so the table is written from here by a migration.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProcedureKind(TextChoices):
    ENTRY = "entry", _("识别纳入")
    EXIT = "exit", _("脱贫退出")
    RETURN = "return", _("返贫纳入")
    REMOVAL = "removal", _("错评清退")
    NATURAL = "natural", _("自然销户")
    MONITORING = "monitoring", _("防返贫监测")


class State(TextChoices):
    """How far a case is. Overdue is never a state: it follows from the day and the limit."""

    NEW = "new", _("新建")
    APPLIED = "applied", _("已申请")
    REVIEWED = "reviewed", _("已评议")
    FIRST_PUBLICITY = "first_publicity", _("第一次公示")
    TOWNSHIP_REVIEW = "township_review", _("乡镇审核")
    SECOND_PUBLICITY = "second_publicity", _("第二次公示")
    COUNTY_REVIEW = "county_review", _("县级复审")
    ANNOUNCED = "announced", _("已公告")
    REGISTERED = "registered", _("已建档")
    ASSISTED = "assisted", _("帮扶中")
    EXIT_PROPOSED = "exit_proposed", _("拟脱贫")
    EXIT_VERIFIED = "exit_verified", _("已核实认可")
    EXIT_PUBLICITY = "exit_publicity", _("退出公示")
    EXITED = "exited", _("已脱贫")
    CLOSED = "closed", _("已销号")
    REJECTED = "rejected", _("未通过")
    RETURNED = "returned_to_poverty", _("返贫")
    REMOVED = "removed_as_error", _("已清退")
    CLOSED_NATURAL = "closed_natural", _("自然销户")
    # monitored households (B10); the risk is removed by the same steps as it was taken up
    CLUE = "clue", _("线索")
    VERIFIED = "verified", _("已核查")
    PUBLICISED = "publicised", _("监测公示")
    APPROVED = "approved", _("已批准")
    MONITORED = "monitored", _("监测帮扶中")
    RISK_VERIFIED = "risk_verified", _("风险已核查")
    RISK_PUBLICISED = "risk_publicised", _("风险消除公示")
    RISK_REMOVED = "risk_removed", _("风险消除")


class ActingLevel(TextChoices):
    """On which level a decision is made; a code's digits tell the level of a place."""

    VILLAGE = "village", _("村")
    TOWNSHIP = "township", _("乡镇")
    COUNTY = "county", _("县扶贫办")
    LEADING = "leading", _("县领导小组")


class Origin(TextChoices):
    PROCEDURE = "procedure", _("经本系统程序")
    RECORDED = "imported", _("按登记情况")


class PublicityKind(TextChoices):
    FIRST = "first", _("第一次公示（村）")
    SECOND = "second", _("第二次公示（乡镇）")
    EXIT = "exit", _("退出公示")
    REMOVAL = "removal", _("清退公示")
    MONITORING = "monitoring", _("监测对象公示")
    RISK_REMOVAL = "risk_removal", _("风险消除公示")


class MeetingKind(TextChoices):
    """The steps of a deliberation: 四议两公开, 四议一公开, 民主评议 (B4)."""

    BRANCH = "branch", _("支部提议")
    COMMITTEES = "committees", _("两委商议")
    PARTY = "party", _("党员大会审议")
    VILLAGERS = "villagers", _("村民（代表）会议决议")
    REVIEW = "review", _("民主评议会")


class DeliberationTemplate(TextChoices):
    FOUR_TWO = "four_two", _("四议两公开")
    FOUR_ONE = "four_one", _("四议一公开")
    REVIEW = "review", _("民主评议")


FOUR = (MeetingKind.BRANCH, MeetingKind.COMMITTEES, MeetingKind.PARTY, MeetingKind.VILLAGERS)
MEETINGS = {
    DeliberationTemplate.FOUR_TWO: FOUR,
    DeliberationTemplate.FOUR_ONE: FOUR,
    DeliberationTemplate.REVIEW: (MeetingKind.REVIEW,),
}
# Meetings that need a quorum and a majority; the others are meetings of a few.
VOTING = frozenset({MeetingKind.PARTY, MeetingKind.VILLAGERS, MeetingKind.REVIEW})


class EvidenceKind(TextChoices):
    """What is put on record for one household."""

    APPLICATION = "application", _("申请书")
    OMISSION = "omission", _("漏评核查记录")
    SURVEY = "survey", _("入户调查")
    HOME_CHECK = "home_check", _("入户核实")
    EXIT_LEDGER = "exit_ledger", _("脱贫账（按来源）")
    NOTICE = "notice", _("书面告知")
    FINDING = "finding", _("比对或核查发现")
    HEARING = "hearing", _("听取农户意见")
    FOUR_ONES = "four_ones", _("一本台账、一本手册、一个计划、一套措施")
    CLOSING = "closing", _("销户情况")
    RETURN_CAUSE = "return_cause", _("返贫原因")
    PLAN = "plan", _("监测帮扶计划")
    RISK_CHECK = "risk_check", _("风险消除核查")


# Kinds that the household signs: a picture of the signature, or where the signed paper lies.
SIGNED = frozenset(
    {
        EvidenceKind.APPLICATION,
        EvidenceKind.HOME_CHECK,
        EvidenceKind.EXIT_LEDGER,
        EvidenceKind.HEARING,
        EvidenceKind.RISK_CHECK,
    }
)


class CheckLevel(TextChoices):
    TOWNSHIP = "township", _("乡镇抽查")
    COUNTY = "county", _("县级抽查")
    THIRD_PARTY = "third_party", _("第三方抽查")


class ComparisonLevel(TextChoices):
    VILLAGE = "village", _("村提请比对")
    TOWNSHIP = "township", _("乡镇比对结果")
    COUNTY = "county", _("部门比对结果")


class Blocking(TextChoices):
    BLOCK = "block", _("不得纳入")
    EXPLAIN = "explain", _("须说明")


class ClosingCause(TextChoices):
    DEATH = "death", _("全户去世")
    EMIGRATION = "emigration", _("出国定居")
    MERGER = "merger", _("并入其他户")


class MonitoringCategory(TextChoices):
    UNSTABLE = "unstable_exited", _("脱贫不稳定户")
    MARGINAL = "marginal", _("边缘易致贫户")
    HARDSHIP = "sudden_hardship", _("突发严重困难户")


class ClueSource(TextChoices):
    SELF = "self_report", _("农户申报")
    CADRE = "cadre_round", _("干部排查")
    DEPARTMENT = "department", _("部门预警")


class Risk(TextChoices):
    ILLNESS = "illness", _("因病")
    SCHOOLING = "schooling", _("因学")
    DISABILITY = "disability", _("因残")
    DISASTER = "disaster", _("因自然灾害")
    ACCIDENT = "accident", _("因意外事故")
    BUSINESS = "business", _("因产业项目失败")
    EMPLOYMENT = "employment", _("因务工就业不稳")
    LABOUR = "labour", _("缺劳动力")
    HOUSING = "housing", _("因房")
    WATER = "water", _("因安全饮水")
    OTHER = "other", _("其他")


@dataclass(frozen=True)
class Move:
    """A permitted change of state: who decides it, and what must be on record. `needs` are codes with an
    argument after a colon; each is one guard (`households/services/procedures/guards`)."""

    kind: str
    was: str
    to: str
    level: str
    needs: tuple[str, ...] = ()

    @property
    def is_forward(self):
        return self.to not in SIDE and not (self.kind == ProcedureKind.EXIT and self.to == State.ASSISTED)


SIDE = frozenset({State.REJECTED, State.CLOSED_NATURAL})
ENTRY_STATES = (
    State.APPLIED,
    State.REVIEWED,
    State.FIRST_PUBLICITY,
    State.TOWNSHIP_REVIEW,
    State.SECOND_PUBLICITY,
    State.COUNTY_REVIEW,
    State.ANNOUNCED,
)
V, T, C, L = ActingLevel.VILLAGE, ActingLevel.TOWNSHIP, ActingLevel.COUNTY, ActingLevel.LEADING
# Who decides what is asked in a state, and so may reject; an appeal goes to the level above.
DECIDES = dict(zip(ENTRY_STATES, (V, V, V, T, T, C, C), strict=True))
ABOVE = {V: T, T: C, C: L}


def _selection(kind):
    """Return the steps of 两公示一公告, which entry and return share."""
    return (
        Move(
            kind, State.APPLIED, State.REVIEWED, V, ("evidence:survey", "compared:village", f"talks:{kind}")
        ),
        Move(kind, State.REVIEWED, State.FIRST_PUBLICITY, V, ("posted:first",)),
        Move(kind, State.FIRST_PUBLICITY, State.TOWNSHIP_REVIEW, V, ("days:first", "objections:first")),
        Move(
            kind,
            State.TOWNSHIP_REVIEW,
            State.SECOND_PUBLICITY,
            T,
            ("spot:township", "clear:township", "posted:second"),
        ),
        Move(kind, State.SECOND_PUBLICITY, State.COUNTY_REVIEW, T, ("days:second", "objections:second")),
        Move(
            kind,
            State.COUNTY_REVIEW,
            State.ANNOUNCED,
            C,
            ("spot:county", "clear:county", "quota", "announced"),
        ),
    )


def _ways_out(kind):
    """Return rejection, appeal against it, and natural close, from every state of the selection."""
    for state in ENTRY_STATES:
        yield Move(kind, state, State.REJECTED, DECIDES[state], ("evidence:notice",))
        yield Move(kind, State.REJECTED, state, ABOVE[DECIDES[state]], ("appeal",))
        yield Move(kind, state, State.CLOSED_NATURAL, T, ("evidence:closing",))


E, X, R, M = ProcedureKind.ENTRY, ProcedureKind.EXIT, ProcedureKind.RETURN, ProcedureKind.MONITORING
ASSIST = ("evidence:four_ones", "helper", "cause_covered")
MOVES = (
    Move(E, State.NEW, State.APPLIED, V, ("application", "people")),
    *_selection(E),
    Move(E, State.ANNOUNCED, State.REGISTERED, C, ("announced:image", "information")),
    Move(E, State.REGISTERED, State.ASSISTED, T, ASSIST),
    *_ways_out(E),
    Move(X, State.ASSISTED, State.EXIT_PROPOSED, V, (f"talks:{X}", "items", "not_by_quota")),
    Move(
        X,
        State.EXIT_PROPOSED,
        State.EXIT_VERIFIED,
        T,
        ("evidence:home_check", "evidence:exit_ledger", "moved_in", "not_proposer"),
    ),
    Move(X, State.EXIT_VERIFIED, State.EXIT_PUBLICITY, V, ("posted:exit",)),
    Move(
        X,
        State.EXIT_PUBLICITY,
        State.EXITED,
        C,
        ("days:exit", "objections:exit", "spot:township", "sample"),
    ),
    Move(X, State.EXITED, State.CLOSED, C, ("followup", "still_above")),
    Move(X, State.EXIT_PROPOSED, State.ASSISTED, T, ("reason",)),
    Move(X, State.EXIT_VERIFIED, State.ASSISTED, T, ("reason",)),
    Move(X, State.EXIT_PUBLICITY, State.ASSISTED, C, ("reason",)),
    *(
        Move(X, state, State.CLOSED_NATURAL, T, ("evidence:closing",))
        for state in (State.EXIT_PROPOSED, State.EXIT_VERIFIED, State.EXIT_PUBLICITY)
    ),
    *(Move(R, state, State.APPLIED, V, ("evidence:return_cause",)) for state in (State.EXITED, State.CLOSED)),
    *_selection(R),
    Move(R, State.ANNOUNCED, State.RETURNED, C, ("announced:image",)),
    Move(R, State.RETURNED, State.REGISTERED, C, ("information",)),
    Move(R, State.REGISTERED, State.ASSISTED, T, ASSIST),
    *_ways_out(R),
    *(
        Move(
            ProcedureKind.REMOVAL,
            state,
            State.REMOVED,
            C,
            ("evidence:finding", "evidence:hearing", "days:removal", "objections:removal", "not_opener"),
        )
        for state in (State.REGISTERED, State.ASSISTED)
    ),
    *(
        Move(ProcedureKind.NATURAL, state, State.CLOSED_NATURAL, T, ("evidence:closing", "not_opener"))
        for state in (State.REGISTERED, State.ASSISTED, State.EXITED, State.CLOSED, State.RETURNED)
    ),
    Move(M, State.NEW, State.CLUE, V, ("monitoring",)),
    Move(M, State.CLUE, State.VERIFIED, V, ("evidence:home_check", "at_risk")),
    Move(M, State.VERIFIED, State.PUBLICISED, V, (f"talks:{M}", "posted:monitoring")),
    Move(
        M,
        State.PUBLICISED,
        State.APPROVED,
        C,
        ("days:monitoring", "objections:monitoring", "spot:township"),
    ),
    Move(M, State.APPROVED, State.MONITORED, T, ("evidence:plan",)),
    Move(M, State.MONITORED, State.RISK_VERIFIED, V, ("evidence:risk_check", "months")),
    Move(M, State.RISK_VERIFIED, State.RISK_PUBLICISED, V, ("talks:risk_removal", "posted:risk_removal")),
    Move(
        M,
        State.RISK_PUBLICISED,
        State.RISK_REMOVED,
        C,
        ("days:risk_removal", "objections:risk_removal", "spot:township", "months"),
    ),
    *(
        Move(M, state, State.REJECTED, level, ("evidence:notice",))
        for state, level in ((State.CLUE, V), (State.VERIFIED, V), (State.PUBLICISED, C))
    ),
)
MOVE_BY_STATES = {(move.kind, move.was, move.to): move for move in MOVES}
# For `advance()`: what may follow a state in a procedure.
FOLLOWING: dict[str, dict[str, set[str]]] = {}
for _move in MOVES:
    FOLLOWING.setdefault(_move.kind, {}).setdefault(_move.was, set()).add(_move.to)

# The states in which a case may begin. What came with the register begins as recorded: no made-up history.
STARTS: dict[str, tuple[str, ...]] = {
    ProcedureKind.ENTRY: (State.NEW,),
    ProcedureKind.EXIT: (State.ASSISTED,),
    ProcedureKind.RETURN: (State.EXITED, State.CLOSED),
    ProcedureKind.REMOVAL: (State.REGISTERED, State.ASSISTED),
    ProcedureKind.NATURAL: (
        State.REGISTERED,
        State.ASSISTED,
        State.EXITED,
        State.CLOSED,
        State.RETURNED,
    ),
    ProcedureKind.MONITORING: (State.NEW, State.MONITORED),
}
# States after which nothing is left to do in a procedure. An exited household waits for its close.
ENDS: dict[str, set[str]] = {
    ProcedureKind.ENTRY: {State.ASSISTED, State.REJECTED, State.CLOSED_NATURAL},
    ProcedureKind.EXIT: {State.ASSISTED, State.CLOSED, State.CLOSED_NATURAL},
    ProcedureKind.RETURN: {State.ASSISTED, State.REJECTED, State.CLOSED_NATURAL},
    ProcedureKind.REMOVAL: {State.REMOVED},
    ProcedureKind.NATURAL: {State.CLOSED_NATURAL},
    ProcedureKind.MONITORING: {State.RISK_REMOVED, State.REJECTED},
}


def forward_moves(kind, state):
    """Return the moves that lead on from a state, the way back from a rejection not among them."""
    return [m for m in MOVES if (m.kind, m.was) == (kind, state) and m.is_forward and state != State.REJECTED]


def moves_from(kind, state):
    """Return every move out of a state."""
    return [move for move in MOVES if (move.kind, move.was) == (kind, state)]
