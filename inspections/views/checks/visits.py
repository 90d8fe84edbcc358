"""Checks on site: the list of them, one check, its opening on site or too early, and its end."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.choices import BEFORE_OPENING, SIX, CheckState, DrawPurpose, UnitKind
from inspections.filters.checks import CheckFilter
from inspections.forms.checks import StartForm
from inspections.models import CheckInspector, SealOpening, UnannouncedCheck
from inspections.services.checks import finish_check, open_early, void_check
from inspections.services.checks.deadlines import due_at
from inspections.tables.checks import CHECK_COLUMNS, check_tag, is_sealed, place_of
from inspections.views.checks.draws import PAGES_OF, inspectors_of
from inspections.views.checks.rounds import CHANGE, VIEW, crumbs
from povertyapp.core import clock
from povertyapp.core.context import reverse_or_none
from povertyapp.core.parameters import Parameters
from povertyapp.core.views.pages import ActionPage, DetailPage, ListPage, RowFormPage

ADD = "inspections.add_check"


def shown_name(check, user):
    """Return what the check is of; while it is sealed only those who keep the draw are told."""
    if is_sealed(check) and not user.has_perm(CHANGE):
        return _("到场拆封后可见")
    return check.name


class CheckList(ListPage):
    """`/inspections/checks/`: the checks of all rounds that the reader may see, his own among them."""

    model = UnannouncedCheck
    related = ("unit__draw", "area__parent")
    verb = VIEW
    title = gettext_lazy("现场检查")
    filterset_class = CheckFilter
    columns = CHECK_COLUMNS
    order = ("-unit__draw_id", "unit__order")

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else rows.with_names()

    def get_question(self):
        return _("哪些样本还没有查，谁去查")

    def get_breadcrumbs(self):
        return crumbs((self.title, ""))

    def get_context(self, **more):
        context = super().get_context(empty_text=_("没有检查记录。检查结果在通报以后才能看到。"), **more)
        checks = [row["object"] for row in context["rows"]]
        named = inspectors_of(self.rows(CheckInspector).filter(site_check__in=checks))
        value = Parameters(checks[0].area_id[:6], clock.today()) if checks else None
        for row in context["rows"]:
            check = row["object"]
            check.shown_name = shown_name(check, self.request.user)
            check.inspector_names = named.get(check.pk, "")
            check.due_at = due_at(check, value)
            row["cells"] = [column.of(check) for column in self.columns]
        return context


class CheckPage(DetailPage):
    """One check, found among those that the reader may see."""

    model = UnannouncedCheck
    related = ("unit__draw__round", "area__parent", "started_by", "recorded_by", "voided_by")

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else rows.with_names()

    def get_title(self):
        return _("现场检查 %(number)s") % {"number": self.object}

    def get_breadcrumbs(self):
        return crumbs((_("现场检查"), reverse("inspections:checks")), (str(self.object), ""))


class CheckDetail(CheckPage):
    """`/inspections/checks/<pk>/`: sealed, it says where to go; opened, whom it is of and how it went."""

    verb = VIEW
    template_name = "inspections/check.html"

    @cached_property
    def inspectors(self):
        return list(self.rows(CheckInspector).filter(site_check=self.object).select_related("user"))

    @property
    def is_mine(self):
        return any(inspector.user_id == self.request.user.pk for inspector in self.inspectors)

    def get_actions(self):
        check, user = self.object, self.request.user
        if check.voided_at is not None or check.unit.draw.purpose == DrawPurpose.VERIFICATION:
            return []  # a verification is carried out on the page of its measure
        actions = []
        if self.is_mine and user.has_perm(ADD):
            is_home = check.unit.kind == UnitKind.HOUSEHOLD
            if is_home and check.state in (CheckState.SEALED, CheckState.ON_SITE):
                url = reverse("inspections:m_form", args=[check.key])
                actions.append({"label": _("现场核查"), "url": url, "style": "primary"})
            elif check.state == CheckState.SEALED:
                actions.append(self._action(_("到场拆封"), "check_start", "primary"))
            elif check.state == CheckState.ON_SITE:
                actions.append(self._action(_("交记录"), "check_finish", "primary"))
            if check.state == CheckState.SEALED:
                actions.append(self._action(_("提前拆封"), "check_open", "danger"))
        if user.has_perm(CHANGE) and check.state not in (CheckState.REPORTED, CheckState.FINDINGS_ISSUED):
            actions.append(self._action(_("作废"), "check_void", "danger"))
        return actions

    def _action(self, label, name, style):
        url = reverse(f"inspections:{name}", args=[self.object.pk])
        return {"label": label, "url": url, "style": style}

    def get_context(self, **more):
        check = self.object
        sealed = is_sealed(check)
        told = not sealed or self.request.user.has_perm(CHANGE)
        return super().get_context(
            check=check,
            state=check_tag(check),
            is_sealed=sealed,
            is_told=told,
            place=place_of(check),
            name=shown_name(check, self.request.user),
            subject_url=self._subject_url() if told else None,
            six=[{"label": label, "kept": getattr(check, column)} for column, label in SIX.items()],
            opened=check.state not in BEFORE_OPENING,
            inspectors=self.inspectors,
            openings=self.rows(SealOpening).filter(site_check=check).select_related("opened_by"),
            due=due_at(check, Parameters(check.area_id[:6], clock.today())),
            **more,
        )

    def _subject_url(self):
        unit = self.object.unit
        page = PAGES_OF.get(UnitKind(unit.kind))
        keys = {UnitKind.HOUSEHOLD: {"no": unit.code}, UnitKind.VILLAGE: {"area": unit.code}}
        return reverse_or_none(page, **keys[unit.kind]) if page else None


class CheckStart(RowFormPage, CheckPage):
    """`/inspections/checks/<pk>/start/`: open the check on site."""

    verb = ADD
    title = gettext_lazy("到场拆封")
    row_name = "check"
    form_class = StartForm
    submit_label = gettext_lazy("已到场，拆封")
    success_message = gettext_lazy("已拆封，现在可以看到查的是谁。")

    def get_title(self):
        return self.title

    def get_breadcrumbs(self):
        back = (str(self.object), self.object.get_absolute_url())
        return crumbs((_("现场检查"), reverse("inspections:checks")), back, (self.title, ""))


class CheckAct(ActionPage):
    """An act on a check."""

    model = UnannouncedCheck
    related = ("unit__draw",)
    style = "danger"
    reason_label = gettext_lazy("理由")

    def get_consequences(self):
        """Return what follows, in sentences."""
        raise NotImplementedError

    def get_breadcrumbs(self):
        back = (str(self.object), self.object.get_absolute_url())
        return crumbs((_("现场检查"), reverse("inspections:checks")), back, (self.title, ""))

    def get_context(self, **more):
        page = {
            "consequences": self.get_consequences(),
            "reason_label": self.reason_label,
            "style": self.style,
            "cancel_url": self.object.get_absolute_url(),
        }
        return super().get_context(**page | more)


class CheckOpen(CheckAct):
    """`/inspections/checks/<pk>/open/`: open it before anybody is on site: kept for ever, and void."""

    verb = ADD
    title = gettext_lazy("提前拆封")
    success_message = gettext_lazy("已记下提前拆封，这次检查作废。")

    def get_consequences(self):
        return [_("谁、什么时候、为什么提前拆封，会一直留着。"), _("这次检查作废，要换备选或重抽。")]

    def act(self, *, by, data):
        return open_early(by=by, check=self.object, reason=data.get("reason", "")[:200])


class CheckVoid(CheckAct):
    """`/inspections/checks/<pk>/void/`."""

    verb = CHANGE
    title = gettext_lazy("作废")
    success_message = gettext_lazy("已作废。")

    def get_consequences(self):
        return [_("这次检查不算数，记录和理由保留。"), _("要补查，请在抽样名单上换备选。")]

    def act(self, *, by, data):
        return void_check(by=by, check=self.object, reason=data.get("reason", "")[:200])


class CheckFinish(CheckAct):
    """`/inspections/checks/<pk>/finish/`: what was recorded is read only from now on."""

    verb = ADD
    title = gettext_lazy("交记录")
    style = "primary"
    reason_label = ""
    success_message = gettext_lazy("记录已交。")

    def get_consequences(self):
        return [_("交了以后不能再改。")]

    def act(self, *, by, data):
        return finish_check(by=by, check=self.object)
