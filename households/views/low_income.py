"""Lists of low-income people against the register (TF-04): what matches, what waits for a word, what differs."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from households.filters import HouseholdFilter, LowIncomeFilter
from households.forms import DecideMatchForm
from households.low_income import RowView, figures_of
from households.models import Household, LowIncomeList, LowIncomeRow
from households.services import not_listed_households
from households.tables import LOW_INCOME_LIST_COLUMNS, LOW_INCOME_ROW_COLUMNS, NOT_LISTED_COLUMNS
from povertyapp.core.views import DetailPage, FormPage, ListPage
from povertyapp.core.views.pages import address

VIEW, CHANGE = "households.view_comparison", "households.change_household"
TITLE = gettext_lazy("低保比对")


def _crumbs(listing=None, last=""):
    """Return the way from the lists to one list, and what stands below it."""
    steps = [{"label": TITLE, "url": reverse("households:low_income_lists") if listing else ""}]
    if listing:
        steps.append({"label": str(listing), "url": listing.get_absolute_url() if last else ""})
    return [*steps, {"label": last, "url": ""}] if last else steps


class LowIncomeLists(ListPage):
    """`/low-income/`: the lists that civil affairs handed over, newest first."""

    model = LowIncomeList
    verb = VIEW
    title = TITLE
    columns = LOW_INCOME_LIST_COLUMNS
    order = ("-taken_at", "pk")

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else rows.with_counts(self.request.user)

    def get_question(self):
        return _("民政的低保名单和花名册对得上吗")


class OfOneList(ListPage):
    """A list page below one list of low-income people; a list that the user does not see is 404."""

    verb = VIEW

    @cached_property
    def listing(self):
        try:
            return self.rows(LowIncomeList).get(pk=self.kwargs["pk"])
        except LowIncomeList.DoesNotExist:
            raise Http404 from None


class LowIncomeRows(OfOneList):
    """`/low-income/<pk>/`: the people of one list by how they match."""

    model = LowIncomeRow
    related = ("household", "member", "area")
    template_name = "households/low_income.html"
    filterset_class = LowIncomeFilter
    columns = LOW_INCOME_ROW_COLUMNS
    order = ("row", "pk")

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else rows.filter(listing=self.listing)

    def get_title(self):
        return self.listing.title

    def get_breadcrumbs(self):
        return _crumbs(self.listing)

    def get_context(self, **more):
        missing = not_listed_households(self.listing).visible_to(self.request.user).count()
        return super().get_context(
            kpis=figures_of(self.listing, self.rows(), missing),
            listing=self.listing,
            **more,
        )


class LowIncomeNotListed(OfOneList):
    """`/low-income/<pk>/not-listed/`: registered allowance households of whom nobody stands on the list."""

    model = Household
    related = ("area",)
    filterset_class = HouseholdFilter
    columns = NOT_LISTED_COLUMNS
    order = ("area_id", "household_no")

    def rows(self, model=None):
        if model is not None:
            return super().rows(model)
        return not_listed_households(self.listing).visible_to(self.request.user).select_related("area")

    def get_title(self):
        return _("花名册是低保贫困户、名单里没有")

    def get_question(self):
        return _("哪些户的属性要核对：登记为低保贫困户，而%(title)s里没有这户的人") % {
            "title": self.listing.title
        }

    def get_breadcrumbs(self):
        return _crumbs(self.listing, self.get_title())


class LowIncomeRowPage(FormPage, DetailPage):
    """`/low-income/rows/<pk>/`: one listed person beside the proposed member; a person decides."""

    model = LowIncomeRow
    related = ("listing", "household__area", "member", "area", "decided_by")
    verb, write_verb = VIEW, CHANGE
    template_name = "households/low_income_row.html"
    form_class = DecideMatchForm
    submit_label = gettext_lazy("确认")
    success_message = gettext_lazy("已记录您的确认。")

    def get_title(self):
        return _("%(name)s（名单第 %(row)s 行）") % {"name": self.object.name, "row": self.object.row}

    def get_breadcrumbs(self):
        return _crumbs(self.object.listing, self.get_title())

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "row": self.object}

    def get_context(self, form=None, **more):
        view = RowView(self.object, self.request.user)
        return super().get_context(
            form=form if self.may_write and self.object.member_id else None,
            row=view,
            cancel_url=self.object.listing.get_absolute_url(),
            **more,
        )

    def get_success_url(self, saved):
        return address(saved.listing.get_absolute_url(), status="open")
