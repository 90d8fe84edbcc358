"""One project as its page shows it: who must act, what is due, its papers, what is still wrong with it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Sum
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from funds.choices.deliveries import LENGTHS, Reach
from funds.choices.notices import NoticeSubject
from funds.choices.projects import (
    APPROVED,
    MAIN_WAY,
    MOVE_WORDS,
    MOVES,
    NEXT_MOVE,
    OPEN_CONTENT,
    OVER,
    STANDING_CLAIMS,
    TENDERS,
    Phase,
    Side,
    Stage,
)
from funds.guards.projects import duplicates
from funds.models import Allotment, DeliveryItem, Notice, Payment, Project
from funds.services.projects.common import stands
from povertyapp.core import clock
from povertyapp.core.models.area import Level
from povertyapp.core.parameters import Parameters
from povertyapp.core.roles import Role
from povertyapp.core.templatetags.house import money
from povertyapp.core.views.pages import address

ASIDE = (Stage.RETURNED, Stage.REJECTED, Stage.REMOVED, Stage.SUSPENDED, Stage.CANCELLED)
GOING_ON = tuple(stage for stage in MAIN_WAY if stage in APPROVED and stage not in OVER)
# Papers: the side that writes them, where, and in which stages.
PAPERS = (
    ("review", Side.SUPERVISE, (Stage.TOWNSHIP_CHECKED,)),
    ("procurement", Side.IMPLEMENT, (Stage.PROCUREMENT,)),
    ("contract", Side.IMPLEMENT, (Stage.PROCUREMENT,)),
    ("agreement", Side.CLAIM, (Stage.PROCUREMENT,)),
    ("supervision", Side.IMPLEMENT, (Stage.PROCUREMENT, Stage.CONTRACTED)),
    ("progress", Side.IMPLEMENT, (Stage.IN_PROGRESS,)),
    ("image", Side.IMPLEMENT, (Stage.PROCUREMENT, Stage.CONTRACTED, Stage.IN_PROGRESS, Stage.COMPLETED)),
    (
        "check", Side.SUPERVISE,
        (Stage.APPROVED, Stage.PLAN_PUBLICITY, Stage.PROCUREMENT, Stage.CONTRACTED, Stage.IN_PROGRESS, Stage.COMPLETED,
         Stage.ACCEPTED, Stage.COMPLETION_PUBLICITY, Stage.REIMBURSED),
    ),
    ("acceptance", Side.SUPERVISE, (Stage.COMPLETED,)),
    (
        "claim", Side.CLAIM,
        (Stage.CONTRACTED, Stage.IN_PROGRESS, Stage.COMPLETED, Stage.ACCEPTED, Stage.COMPLETION_PUBLICITY,
         Stage.REIMBURSED),
    ),
    ("to_township", Side.CLAIM, GOING_ON),
    ("to_village", Side.IMPLEMENT, GOING_ON),
    ("benefits", Side.SUPERVISE, (Stage.ACCEPTED, Stage.COMPLETION_PUBLICITY, Stage.REIMBURSED)),
)  # fmt: skip


def paper_words():
    """Return what the button of each paper says."""
    return {
        "review": _("登记会审"),
        "procurement": _("登记招标采购"),
        "contract": _("登记合同"),
        "agreement": _("同意合同"),
        "supervision": _("确定监督方式"),
        "progress": _("报进度"),
        "image": _("上传照片"),
        "check": _("登记检查"),
        "acceptance": _("登记验收"),
        "claim": _("报账"),
        "benefits": _("核实受益"),
        "to_township": _("登记到乡"),
        "to_village": _("登记到村"),
    }


def owner_words(project):
    """Return who has to act on a project, in words; blank where nobody has."""
    move = NEXT_MOVE.get(project.stage)
    if move is None:
        return _("县领导小组") if project.stage == Stage.SUSPENDED else ""
    if move.side == Side.IMPLEMENT:
        return project.area.short_name
    if move.side == Side.CLAIM:
        return (
            project.area.parent.short_name if project.area.level == Level.VILLAGE else project.area.short_name
        )
    if Role.LEADER in move.roles:
        return _("县领导小组")
    return str(project.unit) if move.to == Stage.ACCEPTED and project.unit_id else _("县扶贫办")


@dataclass(frozen=True)
class Act:
    """A step or a paper that the reader may take: its place in the URL, its words, how its button looks."""

    name: str
    label: Any
    style: str = ""
    url_name: str = "project_stage"

    def button(self, project):
        url = reverse(f"funds:{self.url_name}", args=[project.number, self.name])
        return {"label": self.label, "url": url, "style": self.style}


@dataclass(frozen=True)
class Deliveries:
    """The county's list of what comes to the township, or to the village, and how each stands for a project."""

    reach: Any
    lines: list

    @property
    def length(self):
        return LENGTHS[self.reach]

    @property
    def done(self):
        return sum(row is not None for _item, row in self.lines)

    @property
    def unnamed(self):
        """Return how many lines of the list nobody has named yet."""
        return self.length - len(self.lines)

    @property
    def waits(self):
        return self.done < len(self.lines)


class ProjectFile:
    """What the page of a project shows to one reader."""

    def __init__(self, project, user):
        self.project, self.user = project, user

    @cached_property
    def value(self):
        return Parameters(self.project.area_id, clock.today())

    # Who acts

    @cached_property
    def moves(self) -> list[Act]:
        """Return the steps that the reader may take now; what is lacking is said when he takes one."""
        if not self.user.has_perm("funds.change_project"):
            return []
        return [
            Act(move.to, self._word(move), "primary" if NEXT_MOVE.get(move.was) == move else "")
            for move in MOVES
            if move.was == self.project.stage
            and self._goes_on(move)
            and stands(self.user, self.project, move.side, move.roles)
        ]

    def _word(self, move):
        if move.was == Stage.SUSPENDED and move.to != Stage.CANCELLED:
            return _("恢复")
        if (move.was, move.to) == (Stage.COMPLETED, Stage.IN_PROGRESS):
            return _("退回施工")
        return MOVE_WORDS[move.to]

    def _goes_on(self, move):
        """A suspended project goes on where it stood."""
        if move.was != Stage.SUSPENDED or move.to == Stage.CANCELLED:
            return True
        return bool(self.steps) and self.steps[0].from_stage == move.to

    @cached_property
    def papers(self) -> list[Act]:
        """Return the papers that the reader may add now."""
        if not self.user.has_perm("funds.change_project"):
            return []
        words, project = paper_words(), self.project
        return [
            Act(name, words[name], url_name="project_paper")
            for name, side, stages in PAPERS
            if (project.stage in stages or (project.recorded_from and project.stage not in OVER))
            and self._is_due(name)
            and stands(self.user, project, side)
        ]

    def _is_due(self, name):
        """A paper that is written once is not offered again."""
        contract = self.contract
        return {
            "procurement": self.procurement is None,
            "contract": contract is None,
            "agreement": contract is not None and not contract.agreed_by_id,
            "supervision": contract is not None and not contract.supervision,
            "claim": contract is not None,
            "to_township": self.deliveries[Reach.TOWNSHIP].waits,
            "to_village": self.deliveries[Reach.VILLAGE].waits,
        }.get(name, True)

    @property
    def is_open(self):
        """Say whether the reader may still write the content list."""
        may = self.user.has_perm("funds.change_project") and self.project.stage in OPEN_CONTENT
        return may and stands(self.user, self.project, Side.IMPLEMENT) is not None

    def buttons(self):
        acts = [act.button(self.project) for act in (*self.moves, *self.papers)]
        if self.is_open:
            number = self.project.number
            acts.insert(
                0, {"label": _("登记受益户"), "url": reverse("funds:project_benefits_add", args=[number])}
            )
            acts.insert(0, {"label": _("修改内容"), "url": reverse("funds:project_edit", args=[number])})
        return acts

    # Where it stands

    @property
    def days(self):
        return (clock.today() - self.project.stage_since).days

    @cached_property
    def limit_on(self):
        """Return the last day that the present stage may take, or None."""
        rows = Project.objects.filter(pk=self.project.pk).with_limit(self.value)
        return rows.values_list("limit_on", flat=True).get()

    @property
    def is_blocked(self):
        return self.limit_on is not None and self.limit_on < clock.today()

    @property
    def owner(self):
        return owner_words(self.project)

    @cached_property
    def is_as_approved(self):
        """Say whether the content is still the one that was approved."""
        last = self.steps[0] if self.steps else None
        digest = self.project.approved_digest
        return not digest or last is None or last.digest == digest

    # What it goes by

    @cached_property
    def steps(self):
        return list(self.project.steps.select_related("actor", "acting_unit").order_by("-number"))

    @cached_property
    def contract(self):
        return getattr(self.project, "contract", None)

    @cached_property
    def procurement(self):
        return getattr(self.project, "procurement", None)

    @cached_property
    def reviews(self):
        return list(self.project.reviews.order_by("-held_on", "-pk"))

    @cached_property
    def progress(self):
        return list(self.project.progress.select_related("recorded_by").order_by("-reported_on", "-pk"))

    @cached_property
    def checks(self):
        return list(self.project.checks.order_by("-checked_on", "-pk"))

    @cached_property
    def acceptances(self):
        return list(self.project.acceptances.select_related("scan").order_by("-accepted_on", "-pk"))

    @property
    def has_papers(self):
        return bool(self.reviews or self.procurement or self.contract or self.progress or self.checks)

    @cached_property
    def claims(self):
        return list(self.project.claims.select_related("claimed_by", "decided_by").order_by("number"))

    @cached_property
    def notices(self):
        rows = Notice.objects.visible_to(self.user).about(NoticeSubject.PROJECT, self.project.number)
        return list(rows.with_standing(clock.today()).order_by("-posted_on"))

    @cached_property
    def images(self):
        """Return the pictures by phase, those of the latest day first."""
        found = list(self.project.images.select_related("image").order_by("-taken_on"))
        return [(phase.label, [row for row in found if row.phase == phase]) for phase in Phase]

    @cached_property
    def allotments(self):
        rows = Allotment.objects.visible_to(self.user).filter(project=self.project).with_money()
        return list(rows.select_related("line").order_by("allotted_on", "pk"))

    @property
    def moved(self):
        """Return what was allotted, claimed and paid, in yuan: each with the list that adds up to it."""
        claims = [claim for claim in self.claims if claim.state in STANDING_CLAIMS]
        given = [row for row in self.allotments if row.allotted]
        payments = Payment.objects.visible_to(self.user).standing().filter(allotment__project=self.project)
        found = (
            ("allotted", _("已下达"), sum(row.allotted for row in given), len(given), "allocations",
             {"state": "standing"}),
            ("claimed", _("已报账"), sum(claim.amount for claim in claims), len(claims), "claims", {"standing": "1"}),
            ("paid", _("已支付"), sum(row.paid for row in given), payments.count(), "payments", {"state": "standing"}),
        )  # fmt: skip
        return [
            {"label": label, "amount": money(amount, "yuan"), "count": count, "name": f"project-{name}",
             "url": address(reverse(f"funds:{where}"), project=self.project.number, **narrowed)}
            for name, label, amount, count, where, narrowed in found
        ]  # fmt: skip

    @cached_property
    def benefit_sum(self):
        return self.project.benefits.aggregate(amount=Sum("amount"))["amount"] or 0

    @cached_property
    def duplicates(self):
        return list(duplicates(self.project)[:5])

    # What is asked of it

    @property
    def milestones(self):
        """Return start, end and payment, planned and actual (LF-63)."""
        project, contract = self.project, self.contract
        settled = max((c.settled_on for c in self.claims if c.settled_on), default=None)
        planned = (contract.starts_on, contract.ends_on) if contract else (project.starts_on, project.ends_on)
        return (
            {"label": _("开工"), "planned": planned[0], "actual": project.started_on},
            {"label": _("完工"), "planned": planned[1], "actual": project.completed_on},
            {"label": _("支付"), "planned": None, "actual": settled},
        )

    @cached_property
    def deliveries(self):
        """Return reach → what of the county's list came down to the township and the village (LF-41)."""
        done = {row.item_id: row for row in self.project.deliveries.select_related("recorded_by")}
        items = list(DeliveryItem.objects.filter(area=self.project.county_id).order_by("number"))
        return {
            reach: Deliveries(reach, [(item, done.get(item.pk)) for item in items if item.reach == reach])
            for reach in LENGTHS
        }

    @property
    def systems(self):
        """Return the systems of project work and whether each is kept (LF-49, TF-20)."""
        contract, bought = self.contract, self.procurement
        tendered = bought is not None and (
            bought.mode in TENDERS or bool(bought.exception) or bool(bought.paper)
        )
        return (
            (_("项目法人责任制"), bool(self.project.responsible_person)),
            (_("招标投标制"), tendered),
            (_("工程监理制"), bool(contract and contract.supervision)),
            (_("合同管理制"), contract is not None),
            (_("审批制"), bool(self.project.approved_on)),
            (_("公示制"), bool(self.notices)),
            (_("竣工验收制"), bool(self.project.accepted_on)),
            (_("报账制"), bool(self.claims)),
        )
