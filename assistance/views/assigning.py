"""Who helps whom on a day, and giving many households their helpers: choose, look at the proposal, do it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Prefetch
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.choices import WRITTEN, AssignmentRole
from assistance.filters import AssignmentFilter
from assistance.forms.assigning import PROPOSE, AssignRowsForm, AssignStartForm
from assistance.models import Helper, HelperAssignment
from assistance.proposing import Proposer, kin_of
from assistance.rules.helpers import lacks_helper, without_helper
from assistance.services import plan_many
from assistance.tables.assigning import ASSIGNMENT_COLUMNS, PICK
from households.models import Household
from povertyapp.core import clock
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.parameters import limit_for
from povertyapp.core.undo import tell
from povertyapp.core.views.pages import ListPage, add_errors, address

VIEW, CHANGE = "assistance.view_visit", "assistance.change_helperassignment"
MOST = "assignment.at_once_max"
NOT_CONDITIONS = ("page", "sort", "pick", "all")


class Charges(ListPage):
    """Households on the register on a day with who helps them then."""

    model = Household
    related = ("area__parent",)
    verb = VIEW
    filterset_class = AssignmentFilter
    order = ("area_id", "household_no")

    @property
    def day(self):
        return self.filter.as_of

    @cached_property
    def found(self):
        charges = self.rows(HelperAssignment).in_force(self.day).select_related("helper__unit")
        return super().found.prefetch_related(
            Prefetch("assignments", charges.order_by("role", "from_date"), to_attr="charges")
        )

    @property
    def may_assign(self):
        return self.request.user.has_perm(CHANGE)


class AssignList(Charges):
    """`/assistance/assignments/`: who helps which household on a day, and which have nobody."""

    title = gettext_lazy("结对帮扶")
    template_name = "assistance/assign.html"
    fragment_name = "assistance/_assign_table.html"

    @property
    def columns(self):
        first, *rest = ASSIGNMENT_COLUMNS
        return (first, PICK, *rest) if self.may_assign else ASSIGNMENT_COLUMNS

    def get_question(self):
        return _("%(day)s 哪一户由谁帮扶，哪些户还没有人") % {"day": self.day}

    def get_row_url(self, row):
        return row.get_absolute_url()

    def get_actions(self):
        links = [(_("各村结对情况"), "assign_villages"), (_("各单位结对情况"), "assign_units")]
        if self.may_assign:
            links.append((_("办理记录"), "assign_rounds"))
        return [{"label": label, "url": reverse(f"assistance:{name}"), "style": ""} for label, name in links]

    def get_context(self, **more):
        return super().get_context(
            kpis=self.kpis(),
            day=self.day,
            may_assign=self.may_assign,
            new_url=reverse("assistance:assign_new"),
            all_url=self._all_url(),
            most=limit_for(self.request.user, MOST) if self.may_assign else 0,
            **more,
        )

    def _all_url(self):
        query = self.request.GET.copy()
        for name in NOT_CONDITIONS:
            query.pop(name, None)
        query["all"] = "1"
        return f"{reverse('assistance:assign_new')}?{query.urlencode()}"

    @cached_property
    def counted(self):
        """Return the whole of what the reader sees, and what of it has nobody, by the state that a filter asks for."""
        rows = self.rows().on_register(self.day).order_by()
        found = rows.aggregate(all=Count("pk"), none=Count("pk", filter=without_helper(self.day)))
        return {"": found["all"], "none": found["none"], "helped": found["all"] - found["none"]}

    def get_total(self):
        return (
            None if self.is_narrowed("day", "state") else self.counted.get(self.request.GET.get("state", ""))
        )

    def kpis(self):
        asked, counted = self.request.GET.get("day", ""), self.counted
        url = reverse("assistance:assign")
        figures = (
            (_("在册户"), "registered", counted[""], ""),
            (_("已有帮扶责任人"), "covered", counted["helped"], "helped"),
            (_("缺帮扶责任人"), "uncovered", counted["none"], "none"),
        )
        return [
            {
                "label": label,
                "name": name,
                "value": value,
                "unit": _("户"),
                "url": address(url, state=state, day=asked),
            }
            for label, name, value, state in figures
        ]


class AssignNew(Charges):
    """`/assistance/assignments/new/`: the chosen households, then a proposal for each, then the act.

    Chosen are those ticked (`pick`), or with `all` everything that the conditions in the address leave. Each step
    is a plain form; nothing is written before the last one.
    """

    verb = CHANGE
    title = gettext_lazy("安排帮扶责任人")
    template_name = "assistance/assign_new.html"
    check_template = "assistance/assign_check.html"

    @cached_property
    def homes(self):
        """Return the chosen households, of those that the user may see, in the official order."""
        picked = self.request.POST.getlist("pick") or self.request.GET.getlist("pick")
        if not picked and self.request.GET.get("all") and self.request.method == "GET":
            found = self.found
        else:
            found = self.rows().filter(household_no__in=picked).order_by(*self.order)
        return list(found[: self.most + 1])

    @cached_property
    def most(self):
        return limit_for(self.request.user, MOST)

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and request.user.has_perm(self.verb):
            refusal = self._refusal()
            if refusal:
                messages.error(request, refusal)
                return HttpResponseRedirect(reverse("assistance:assign"))
        return super().dispatch(request, *args, **kwargs)

    def _refusal(self):
        if not self.homes:
            return _("还没有选户：请勾选，或按条件选择全部。")
        if len(self.homes) > self.most:
            return _("一次最多安排 %(most)s 户，请用条件缩小范围，分几次办。") % {"most": self.most}
        if len({home.area_id[:COUNTY_DIGITS] for home in self.homes}) > 1:
            return _("选的户在不同的县，请分县办理。")
        return ""

    def get_breadcrumbs(self):
        return [
            {"label": _("结对帮扶"), "url": reverse("assistance:assign")},
            {"label": self.title, "url": ""},
        ]

    def get_context(self, **more):
        day = clock.today()
        keys = [home.pk for home in self.homes]
        empty = self.rows().filter(lacks_helper(day), pk__in=keys).count()
        return {
            "page": {"title": self.get_title(), "actions": []},
            "view": self,
            "breadcrumbs": self.get_breadcrumbs(),
            "homes": self.homes,
            "empty_count": empty,
            "cancel_url": reverse("assistance:assign"),
            **more,
        }

    def get(self, request, *args, **kwargs):
        form = AssignStartForm(user=request.user)
        return self.render(form=form, people=form.people)

    def post(self, request, *args, **kwargs):
        if "_check" in request.POST or "_commit" in request.POST:
            return self.check(commit="_commit" in request.POST)
        form = AssignStartForm(request.POST, user=request.user)
        if not form.is_valid():
            return self.render(status=400, form=form, people=form.people)
        return self.propose(form)

    def propose(self, start):
        """Show who is proposed for each household, and why."""
        data = start.cleaned_data
        if data["mode"] == PROPOSE:
            found = self.proposer(data["from_date"]).propose(self.homes)
            proposed = {one.household.pk: one.helper for one in found}
            why = {one.household.pk: one.why for one in found}
        else:
            proposed, why = {home.pk: data["helper"] for home in self.homes}, None
        steps = plan_many(self.homes, proposed, data["from_date"], role=data["role"])
        form = AssignRowsForm(
            user=self.request.user,
            homes=self.homes,
            people=start.people,
            proposed=proposed,
            seen=_seen(steps),
            initial={name: data[name] for name in ("from_date", "role", "reason")},
        )
        return self.show(form, steps, data, why)

    def proposer(self, day):
        return Proposer(self.rows(Helper), self.homes[0].area_id[:COUNTY_DIGITS], day)

    def check(self, *, commit):
        """Look at the rows as they were changed, and write them where that was asked."""
        form = AssignRowsForm(self.request.POST, user=self.request.user, homes=self.homes)
        if not form.is_valid():
            return self.show(form, (), form.data, status=400)
        if commit:
            try:
                made = form.save(by=self.request.user)
            except ValidationError as error:
                add_errors(form, error)
            else:
                tell(self.request, made.act.summary)
                return HttpResponseRedirect(reverse("assistance:assign_round", args=[made.pk]))
        wanted = form.wanted
        steps = plan_many(self.homes, wanted["choices"], wanted["from_date"], role=wanted["role"])
        return self.show(form, steps, wanted, status=400 if form.errors else 200)

    def show(self, form, steps, data, why=None, status=200):
        by_home = {step.household.pk: step for step in steps}
        chosen = {step.household.pk: step.helper for step in steps if step.helper}
        if why is None and steps:
            why = self.proposer(data["from_date"]).explain(self.homes, chosen)
        kin = kin_of(self.homes, {helper.pk for helper in chosen.values()})
        rows = [self._row(form, home, by_home.get(home.pk), why or {}, kin) for home in self.homes]
        return self.render(
            self.check_template,
            status=status,
            form=form,
            people=form.people,
            lines=rows,
            day=data.get("from_date"),
            role=AssignmentRole(data["role"]).label if data.get("role") in AssignmentRole.values else "",
            can_count=sum(step.outcome in WRITTEN for step in steps),
        )

    def _row(self, form, home, step, why, kin):
        bound, seen = form.row(home)
        is_kin = bool(step and step.helper and step.helper.pk in kin[home.pk])
        return {
            "home": home,
            "bound": bound,
            "seen": seen,
            "current": step.current.helper if step and step.current else None,
            "why": "；".join(map(str, why.get(home.pk, ()))),
            "kin": is_kin,
            "outcome": step.outcome.label if step else "",
            "state": "good" if step and step.is_written else "none",
        }


def _seen(steps):
    return {step.household.pk: step.current.helper_id if step.current else 0 for step in steps}
