"""项目 (rulebook C3): the list, one project with its papers, its content list, steps, papers and claims."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.choices.projects import FOLLOWING, MOVE_WORDS, ClaimState, Side, Stage
from funds.filters.projects import ClaimFilter, ProjectFilter
from funds.forms.deliveries import PAPER_FORMS
from funds.forms.project_papers import ClaimDecisionForm
from funds.forms.projects import BenefitsForm, ContentForm, DraftForm, step_form
from funds.guards.projects import paid_of_claim
from funds.models import Benefit, Claim, NegativeListItem, Project
from funds.project_file import ProjectFile, paper_words
from funds.services.projects import drop_benefit, negative_list
from funds.services.projects.common import stands
from funds.services.projects.exporting import export_projects
from funds.tables.projects import BENEFIT_COLUMNS, CLAIM_COLUMNS, NEGATIVE_COLUMNS, PROJECT_COLUMNS
from funds.views.now import OfNow
from povertyapp.core import clock
from povertyapp.core.parameters import value_of_reader
from povertyapp.core.views import ActionPage, DetailPage, FormPage, ListPage
from povertyapp.core.views.handing import FilePage
from povertyapp.core.views.pages import RowFormPage, address

VIEW, CHANGE, ADD = "funds.view_project", "funds.change_project", "funds.add_project"


class ProjectList(ListPage):
    """`/projects/list/`: every project with its stage, how long it stands there, and who has to act."""

    model = Project
    verb = VIEW
    title = gettext_lazy("项目")
    related = ("area__parent", "unit")
    filterset_class = ProjectFilter
    columns = PROJECT_COLUMNS
    order = ("area_id", "number")

    def rows(self, model=None):
        if model is not None:
            return super().rows(model)
        return super().rows().with_limit(value_of_reader(self.request.user)).with_households()

    def get_question(self):
        return _("哪些项目办到哪一步，在那一步停了几天，等谁办。")

    def get_actions(self):
        has_perm = self.request.user.has_perm
        links = [
            (has_perm(ADD), _("草拟项目"), "project_add", "primary"),
            (True, _("看板"), "project_board", ""),
            (True, _("疑点"), "project_flags", ""),
            (True, _("报账"), "claims", ""),
            (True, _("负面清单"), "negative_list", ""),
        ]
        return [
            {"label": label, "url": reverse(f"funds:{name}"), "style": style}
            for is_shown, label, name, style in links
            if is_shown
        ]

    def get_export_url(self):
        return address(reverse("funds:projects_xlsx"), **self.request.GET.dict())

    def get_context(self, **more):
        return super().get_context(as_of=clock.today(), **more)


class ProjectExport(FilePage, ProjectList):
    """The projects that the list shows, as the office's ledger (项目台账)."""

    file_label = gettext_lazy("导出项目台账")

    def make(self):
        return export_projects(by=self.request.user, projects=self.found, filters=self.get_conditions())

    def name_of(self, made):
        facts = {"day": clock.today(), "number": made.record.number}
        return _("项目台账-%(day)s-%(number)s.xlsx") % facts

    def get_back_url(self):
        return reverse("funds:project_list")


class OfProjects:
    """A page under the list of projects."""

    title = gettext_lazy("项目")

    def get_breadcrumbs(self):
        own = {"label": self.get_title(), "url": ""}
        return [{"label": _("项目"), "url": reverse("funds:project_list")}, own]


class ProjectPage(OfProjects, DetailPage):
    """A page about one project, found by its number among those that the user may see."""

    model = Project
    verb = VIEW
    key, url_key = "number", "no"
    related = ("area__parent", "county", "unit", "contract", "procurement")

    def get_title(self):
        return str(self.object)

    def get_breadcrumbs(self):
        crumbs = super().get_breadcrumbs()
        title = self.get_title()
        if title == str(self.object):
            return crumbs
        own = {"label": str(self.object), "url": self.object.get_absolute_url()}
        return [crumbs[0], own, {"label": title, "url": ""}]


class ProjectDetail(OfNow, ProjectPage):
    """`/projects/<no>/`: what it is, where it stands, its papers, money, households, pictures, notices."""

    template_name = "funds/project.html"

    @cached_property
    def file(self):
        return ProjectFile(self.object, self.request.user)

    def get_actions(self):
        return self.file.buttons()

    def get_context(self, **more):
        benefits = (
            self.rows(Benefit).filter(project=self.object).select_related("household", "area", "measure")
        )
        return super().get_context(
            project=self.object,
            file=self.file,
            benefits=benefits.order_by("area_id", "household__household_no")[:10],
            benefit_count=benefits.count(),
            **more,
        )


class ProjectAdd(OfProjects, FormPage):
    """`/projects/add/`."""

    verb = ADD
    form_class = DraftForm
    title = submit_label = gettext_lazy("草拟项目")
    success_message = gettext_lazy("草稿已存，接着登记受益户，再申报入库。")

    def get_context(self, **more):
        hint = _("先存草稿，内容可以以后补；申报入库时核对内容清单、绩效目标、受益户和负面清单。")
        return super().get_context(hint=hint, cancel_url=reverse("funds:project_list"), **more)


class ProjectForm(RowFormPage, ProjectPage):
    """A form about one project."""

    verb = CHANGE
    row_name = "project"


class ProjectEdit(ProjectForm):
    """`/projects/<no>/edit/`."""

    form_class = ContentForm
    success_message = gettext_lazy("已修改。")

    def get_title(self):
        return _("修改内容")


class ProjectStage(ProjectForm):
    """`/projects/<no>/stage/<stage>/`: the step to a stage. Whoever may not take it is told why before he begins."""

    template_name = "funds/project_stage.html"
    success_message = gettext_lazy("已办理。")

    @property
    def submit_label(self):
        return self.get_title()

    @cached_property
    def aim(self):
        aim = self.kwargs["stage"]
        if aim not in Stage.values or aim == Stage.DRAFT:
            raise Http404
        return Stage(aim)

    @property
    def form_class(self):
        return step_form(self.object, self.aim)

    @cached_property
    def file(self):
        return ProjectFile(self.object, self.request.user)

    @property
    def act(self):
        return next((act for act in self.file.moves if act.name == self.aim), None)

    def get_title(self):
        return self.act.label if self.act else MOVE_WORDS[self.aim]

    def get_context(self, **more):
        return super().get_context(
            project=self.object,
            file=self.file,
            may_act=self.act is not None,
            is_next=self.aim in FOLLOWING.get(self.object.stage, ()),
            aim=self.aim.label,
            **more,
        )


class ProjectPaper(ProjectForm):
    """`/projects/<no>/papers/<paper>/`: a review, a contract, a picture, a claim and the like."""

    success_message = gettext_lazy("已登记。")

    @property
    def form_class(self):
        try:
            return PAPER_FORMS[self.kwargs["paper"]]
        except KeyError:
            raise Http404 from None

    def get_title(self):
        return paper_words().get(self.kwargs["paper"], "")


class ProjectBenefits(OfNow, OfProjects, ListPage):
    """`/projects/<no>/benefits/`: all households that gain, as far as the reader sees them."""

    model = Benefit
    verb = VIEW
    related = ("household", "area")
    columns = BENEFIT_COLUMNS
    order = ("area_id", "household__household_no")

    @cached_property
    def project(self):
        found = self.rows(Project).select_related("area").filter(number=self.kwargs["no"]).first()
        if found is None:
            raise Http404
        return found

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else rows.filter(project=self.project)

    def get_title(self):
        return _("受益户")

    def get_question(self):
        return _("%(project)s带动哪些户，各得多少。") % {"project": self.project}

    def get_row_url(self, row):
        if self.project.is_open_for_content and self.request.user.has_perm(CHANGE):
            return reverse("funds:project_benefit_drop", args=[self.project.number, row.pk])
        return row.household.get_absolute_url()

    def get_breadcrumbs(self):
        own = {"label": str(self.project), "url": self.project.get_absolute_url()}
        crumbs = super().get_breadcrumbs()
        return [crumbs[0], own, crumbs[-1]]


class ProjectBenefitsAdd(ProjectForm):
    """`/projects/<no>/benefits/add/`."""

    form_class = BenefitsForm
    success_message = gettext_lazy("已登记受益户。")

    def get_title(self):
        return _("登记受益户")


class BenefitDrop(ActionPage):
    """`/projects/<no>/benefits/<pk>/drop/`: take a household off the list while that is open."""

    model = Benefit
    verb = CHANGE
    related = ("project", "household")
    title = gettext_lazy("移出受益户")
    success_message = gettext_lazy("已移出。")

    def get_context(self, **more):
        row = self.object
        line = _("%(no)s %(head)s 不再是“%(project)s”的受益户。") % {
            "no": row.household.household_no,
            "head": row.household.head_name,
            "project": row.project,
        }
        return super().get_context(consequences=[line], cancel_url=row.project.get_absolute_url(), **more)

    def act(self, *, by, data):
        project = self.object.project
        drop_benefit(by=by, benefit=self.object)
        return project

    def get_success_url(self, result):
        return result.get_absolute_url()


class ClaimList(OfNow, OfProjects, ListPage):
    """`/projects/claims/`: what the townships claimed, what is due."""

    model = Claim
    verb = VIEW
    title = gettext_lazy("报账")
    related = ("project", "area")
    filterset_class = ClaimFilter
    columns = CLAIM_COLUMNS
    order = ("settled_on", "due_on", "pk")

    def get_title(self):
        return self.title

    def get_question(self):
        return _("乡镇报了哪些账，哪些还没有审、没有付清，期限到哪天。")


class ClaimDetail(OfProjects, RowFormPage):
    """`/projects/<no>/claims/<number>/`: one claim; the county passes it or gives it back."""

    model = Claim
    verb = VIEW
    write_verb = CHANGE
    related = ("project__area", "area", "claimed_by", "decided_by")
    template_name = "funds/claim.html"
    form_class = ClaimDecisionForm
    row_name = "claim"
    success_message = gettext_lazy("已审核。")

    @cached_property
    def object(self):
        found = self.rows().filter(project__number=self.kwargs["no"], number=self.kwargs["number"]).first()
        if found is None:
            raise Http404
        return found

    @property
    def back_url(self):
        return self.object.project.get_absolute_url()

    def get_title(self):
        return _("%(project)s：%(claim)s") % {"project": self.object.project, "claim": self.object}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "passes": "give_back" not in self.request.POST}

    def get_context(self, **more):
        claim, user = self.object, self.request.user
        may_decide = user.has_perm(CHANGE) and claim.state == ClaimState.FILED
        return super().get_context(
            claim=claim,
            paid=paid_of_claim(claim),
            may_decide=may_decide and bool(stands(user, claim.project, Side.SUPERVISE)),
            **more,
        )


class NegativeList(OfProjects, ListPage):
    """`/projects/negative-list/`: the uses of money that are refused, by region and date (LF-66)."""

    model = NegativeListItem
    verb = VIEW
    title = gettext_lazy("负面清单")
    columns = NEGATIVE_COLUMNS
    order = ("region", "code", "from_date")

    def rows(self, model=None):
        return negative_list(self.request.user)

    def get_title(self):
        return self.title

    def get_question(self):
        return _("扶贫资金不能用在哪些地方。")
