"""The three figures that register and forms both state, side by side (CB1-12)."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from households.choices import FormSource
from households.models import FormFigures, LivingCondition
from povertyapp.core.text import Text

SYSTEM = "system"
SOURCES = {SYSTEM: _("系统"), **dict(FormSource.choices)}
FIGURES = {"size": _("家庭人口"), "cultivated_mu": _("耕地（亩）"), "woodland_mu": _("林地（亩）")}


def with_sides(households):
    """Add what register and forms say of each figure, as `system_size`, `work_form_size`…; no query a row."""
    added = {}
    for name in FIGURES:
        for source in FormSource:
            forms = FormFigures.objects.filter(household=OuterRef("pk"), source=source)
            added[f"{source}_{name}"] = Subquery(forms.values(name)[:1])
        if name != "size":
            newest = LivingCondition.objects.filter(household=OuterRef("pk")).order_by("-year")
            added[f"{SYSTEM}_{name}"] = Subquery(newest.values(name)[:1])
    return households.annotate(**added)


@dataclass(frozen=True)
class Sides:
    """One figure of one household: source → value, None where nothing is stated."""

    name: str
    label: Text
    values: dict[str, Decimal | int | None]

    @property
    def differs(self) -> bool:
        """Say whether two stated values differ; what is not stated differs from nothing."""
        return len({value for value in self.values.values() if value is not None}) > 1


def sides_of(household) -> list[Sides]:
    """Return the figures of a household of `with_sides`."""
    return [
        Sides(
            name,
            label,
            {
                source: household.size
                if (source, name) == (SYSTEM, "size")
                else getattr(household, f"{source}_{name}")
                for source in SOURCES
            },
        )
        for name, label in FIGURES.items()
    ]


def written(value) -> str:
    """Return a figure as the page writes it: 3 and not 3.00."""
    if value is None:
        return "—"
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
