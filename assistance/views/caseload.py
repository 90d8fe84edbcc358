"""What helpers have on their hands, by village and by unit; every figure leads to what it counts."""

from django.db.models import OuterRef
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.caseload import Total, caseloads, charges_of
from assistance.filters import CoverageFilter
from assistance.models import HelpingUnit
from assistance.rules.helpers import lacks_helper
from assistance.tables.assigning import COVERAGE_COLUMNS, UNIT_COLUMNS
from assistance.views.assigning import VIEW
from assistance.views.load_figures import FIGURES, figure_address
from households.models import Household
from povertyapp.core import clock
from povertyapp.core.columns import number_of
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.period import Period
from povertyapp.core.views.pages import DetailPage, ListPage, address


def _counted(rows, key, counted="pk", distinct=False):
    """Return how many of the rows belong to each row of the list by `key`."""
    return number_of(rows.filter(**{key: OuterRef("pk")}), key, counted, distinct)


def _crumbs(*last):
    found = [{"label": _("结对帮扶"), "url": reverse("assistance:assign")}]
    return found + [{"label": label, "url": url} for label, url in last]


class AssignVillages(ListPage):
    """`/assistance/assignments/villages/`: how many households of each village have a helper, and which have none."""

    model = Area
    related = ("parent",)
    verb = VIEW
    title = gettext_lazy("各村结对情况")
    filterset_class = CoverageFilter
    columns = COVERAGE_COLUMNS
    order = ("code",)

    def rows(self, model=None):
        rows = super().rows(model)
        if model is not None:
            return rows
        day = clock.today()
        homes = self.rows(Household).on_register(day)
        gaps = homes.filter(lacks_helper(day))
        rows = rows.filter(level=Level.VILLAGE).annotate(registered=_counted(homes, "area"))
        return rows.filter(registered__gt=0).annotate(
            uncovered=_counted(gaps, "area"),
            covered=_counted(homes.filter(~lacks_helper(day)), "area"),
            helper_count=_counted(charges_of(self.rows, day), "area", "helper", distinct=True),
        )

    def get_question(self):
        return _("哪个村还有户没有帮扶责任人")

    def get_row_url(self, row):
        return reverse("assistance:assign_village", args=[row.code])

    def get_breadcrumbs(self):
        return _crumbs((self.title, ""))


class AssignUnits(ListPage):
    """`/assistance/assignments/units/`: how many helpers and households each unit has."""

    model = HelpingUnit
    verb = VIEW
    title = gettext_lazy("各单位结对情况")
    columns = UNIT_COLUMNS
    order = ("area_id", "name", "pk")

    def rows(self, model=None):
        rows = super().rows(model)
        if model is not None:
            return rows
        charges = charges_of(self.rows, clock.today())
        return rows.annotate(
            household_count=_counted(charges, "helper__unit"),
            helper_count=_counted(charges, "helper__unit", "helper", distinct=True),
        )

    def get_question(self):
        return _("哪个单位有几个人、帮几户")

    def get_row_url(self, row):
        return reverse("assistance:assign_unit", args=[row.pk])

    def get_breadcrumbs(self):
        return _crumbs((self.title, ""))


class CaseloadPage(DetailPage):
    """The helpers of one place or unit with what each has on his hands this month."""

    verb = VIEW
    template_name = "assistance/caseload.html"
    place = ""

    @cached_property
    def period(self):
        return Period.of(clock.today())

    def charges(self):
        """Return the assignments of today that the page is about."""
        raise NotImplementedError

    def get_context(self, **more):
        loads = caseloads(self.rows, self.charges(), self.period)
        return super().get_context(
            heads=list(FIGURES.values()),
            lines=[self._line(load) for load in loads],
            totals=[getattr(Total(loads), name) for name in FIGURES],
            total=len(loads),
            period=self.period,
            list_url=self.list_url(),
            **more,
        )

    def _line(self, load):
        figures = [
            {
                "value": getattr(load, name),
                "name": f"{name}-{load.helper.code}",
                "url": figure_address(load, name, self.period, self.place),
            }
            for name in FIGURES
        ]
        return {
            "helper": load.helper,
            "url": reverse("assistance:helper", args=[load.helper.code]),
            "figures": figures,
        }


class AssignVillage(CaseloadPage):
    """`/assistance/assignments/villages/<code>/`: which helpers help in a village, how many households each."""

    model = Area
    related = ("parent",)
    key, url_key = "code", "area"

    def rows(self, model=None):
        rows = super().rows(model)
        return rows.filter(level=Level.VILLAGE) if model is None else rows

    @property
    def place(self):
        return self.object.code

    def charges(self):
        return charges_of(self.rows, clock.today()).in_area(self.object.code)

    def list_url(self):
        return address(reverse("assistance:assign"), area=self.object.code)

    def get_title(self):
        return _("%(place)s的帮扶责任人") % {"place": self.object.short_name}

    def get_breadcrumbs(self):
        return _crumbs(
            (_("各村结对情况"), reverse("assistance:assign_villages")), (self.object.short_name, "")
        )


class AssignUnit(CaseloadPage):
    """`/assistance/assignments/units/<pk>/`: a unit's helpers, how many households each."""

    model = HelpingUnit

    def charges(self):
        return charges_of(self.rows, clock.today()).filter(helper__unit=self.object)

    def get_actions(self):
        return [
            {"label": _("单位情况"), "url": reverse("assistance:unit", args=[self.object.pk]), "style": ""}
        ]

    def list_url(self):
        return address(reverse("assistance:assign"), unit_id=self.object.pk)

    def get_title(self):
        return _("%(unit)s的帮扶责任人") % {"unit": self.object.name}

    def get_breadcrumbs(self):
        return _crumbs((_("各单位结对情况"), reverse("assistance:assign_units")), (self.object.name, ""))
