"""What is asked for rounds of checks, draws, inspectors, and on site."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from households.choices import PovertyAttribute, PovertyStatus
from inspections.choices import SIX, CheckKind, DrawMethod, SeedKind, UnitKind, UnitUse
from inspections.models import SampleDraw
from inspections.services.checks import (
    assign_inspectors,
    count_population,
    draw_sample,
    freeze_population,
    open_round,
    start_check,
)
from inspections.services.checks.inspecting import may_inspect, unit_names
from inspections.services.checks.rounds import SIZES
from povertyapp.core import clock
from povertyapp.core.forms import ScopedForm
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period

DRAWN_KINDS = [(kind.value, kind.label) for kind in UnitKind if kind != UnitKind.PROJECT]


def _size(label):
    return forms.IntegerField(label=label, min_value=0, max_value=999)


class RoundForm(ScopedForm):
    """A round of checks: of which county and month, how, and how large."""

    county = forms.ModelChoiceField(queryset=None, label=gettext_lazy("县"), empty_label=None)
    month = forms.CharField(label=gettext_lazy("月份"), help_text=gettext_lazy("例如 2017-06"))
    kind = forms.ChoiceField(label=gettext_lazy("检查方式"), choices=CheckKind)
    name = forms.CharField(label=gettext_lazy("名称"), max_length=60)
    groups = _size(gettext_lazy("检查组数"))
    villages_per_group = _size(gettext_lazy("每组村数"))
    registered_per_village = _size(gettext_lazy("每村建档立卡户数"))
    other_per_village = _size(gettext_lazy("每村其他农户数"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        counties = Area.objects.visible_to(self.user).filter(level=Level.COUNTY).order_by("code")
        self.fields["county"].queryset = counties
        first = counties.first()
        value = Parameters(first.code if first else "", clock.today())
        now = Period.current()
        self.initial |= {name: value(f"check.{name}") for name in SIZES}
        self.initial |= {"month": str(now), "kind": CheckKind.UNANNOUNCED}
        self.initial["name"] = _("%(month)s月暗访") % {"month": now.month}

    def clean_month(self):
        return Period.parse(self.cleaned_data["month"].strip())

    def save(self, *, by):
        data = dict(self.cleaned_data)
        return open_round(by=by, county=data.pop("county"), period=data.pop("month"), **data)


class PopulationForm(ScopedForm):
    """Of whom is drawn: the condition of a population."""

    kind = forms.ChoiceField(label=gettext_lazy("抽什么"), choices=DRAWN_KINDS)
    areas = forms.MultipleChoiceField(
        label=gettext_lazy("只在这些乡镇"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("都不选就是全县。"),
    )
    villages_of = forms.ModelChoiceField(
        queryset=None,
        label=gettext_lazy("只在抽中的村"),
        required=False,
        empty_label=gettext_lazy("不限"),
        help_text=gettext_lazy("先抽村、再在这些村里抽户时，选抽村的那一次。"),
    )
    statuses = forms.MultipleChoiceField(
        label=gettext_lazy("脱贫状态（只对户）"),
        choices=PovertyStatus,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    attributes = forms.MultipleChoiceField(
        label=gettext_lazy("贫困户属性（只对户）"),
        choices=PovertyAttribute,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    unchecked_days = forms.IntegerField(
        label=gettext_lazy("多少天内没有查过"), required=False, min_value=1, max_value=3650
    )
    stratum = forms.ChoiceField(
        label=gettext_lazy("分层依据"),
        choices=[("township", gettext_lazy("按乡镇")), ("village", gettext_lazy("按村"))],
        help_text=gettext_lazy("只在分层抽样时用。"),
    )

    def __init__(self, *args, round, **kwargs):
        self.round = round
        super().__init__(*args, **kwargs)
        places = Area.objects.in_area(round.area_id).filter(level=Level.TOWNSHIP, valid_to=None)
        self.fields["areas"].choices = [(area.code, area.name) for area in places.order_by("code")]
        drawn = SampleDraw.objects.visible_to(self.user).filter(
            round=round, kind=UnitKind.VILLAGE, drawn_at__isnull=False, redraw=None
        )
        self.fields["villages_of"].queryset = drawn

    @property
    def conditions(self):
        """Return what was answered, as the population's condition is kept."""
        data = self.cleaned_data
        draw = data["villages_of"]
        asked = {
            "areas": data["areas"],
            "villages_of": draw.pk if draw else None,
            "unchecked_days": data["unchecked_days"],
            "stratum": data["stratum"],
        }
        if data["kind"] == UnitKind.HOUSEHOLD:
            asked |= {"statuses": data["statuses"], "attributes": data["attributes"]}
        return {name: value for name, value in asked.items() if value}

    def count(self):
        """Return how many meet the condition now."""
        kind = self.cleaned_data["kind"]
        return count_population(
            county=self.round.area, kind=kind, conditions=self.conditions, round=self.round
        )

    def save(self, *, by):
        return freeze_population(
            by=by,
            county=self.round.area,
            kind=self.cleaned_data["kind"],
            conditions=self.conditions,
            round=self.round,
        )


class DrawForm(ScopedForm):
    """How much is drawn, how, and by which seed."""

    method = forms.ChoiceField(label=gettext_lazy("抽样方法"), choices=DrawMethod)
    size = forms.IntegerField(
        label=gettext_lazy("样本量"),
        min_value=1,
        help_text=gettext_lazy("“每层同数”时是每层的数量，其他方法是总数。"),
    )
    spare = forms.IntegerField(
        label=gettext_lazy("备选数"), min_value=0, max_value=99, help_text=gettext_lazy("分层时每层这么多。")
    )
    seed_kind = forms.ChoiceField(label=gettext_lazy("种子来源"), choices=SeedKind)
    seed = forms.CharField(
        label=gettext_lazy("种子"),
        max_length=120,
        help_text=gettext_lazy("冻结总体以后，当着在场的人掷骰，把点数依次填入；或填公开的开奖号。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    seed_note = forms.CharField(
        label=gettext_lazy("种子说明"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("在场人；用开奖号时写名称和期号。"),
    )

    def __init__(self, *args, draw, **kwargs):
        self.draw = draw
        super().__init__(*args, **kwargs)
        before = draw.redraw_of
        value = Parameters(draw.area_id, clock.today())
        self.initial |= {
            "method": DrawMethod.SIMPLE,
            "spare": value("check.spare"),
            "seed_kind": SeedKind.DICE,
        }
        self.initial["size"] = usual_size(draw)
        if before is not None:
            self.initial |= {"method": before.method, "size": before.size, "spare": before.spare}
        elif draw.conditions.get("villages_of"):
            self.initial["method"] = DrawMethod.EACH

    def save(self, *, by):
        return draw_sample(by=by, draw=self.draw, **self.cleaned_data)


def usual_size(draw):
    """Return the size that a round's plan asks of a draw of this kind, never more than there are."""
    plan = draw.round
    if plan is None:
        return None
    villages = plan.groups * plan.villages_per_group
    wanted = {
        UnitKind.VILLAGE: villages,
        UnitKind.HOUSEHOLD: plan.registered_per_village
        if draw.conditions.get("villages_of")
        else villages * plan.registered_per_village,
    }
    return max(1, min(draw.population_size, wanted.get(draw.kind, plan.groups)))


class InspectorsField(forms.ModelMultipleChoiceField):
    """People with the unit that each comes from."""

    def label_from_instance(self, obj):
        return f"{obj}（{unit_names([obj])[obj.pk]}）"


class InspectorsForm(ScopedForm):
    """Who goes where: the places of a draw, and the people who check there."""

    places = forms.MultipleChoiceField(
        label=gettext_lazy("去哪里"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("请至少选一个地方。")},
    )
    inspectors = InspectorsField(
        label=gettext_lazy("检查人"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("请至少选一名检查人。")},
        help_text=gettext_lazy("不能查自己所在的乡镇和单位。"),
    )

    def __init__(self, *args, draw, checks, **kwargs):
        self.draw, self.checks = draw, list(checks)
        super().__init__(*args, **kwargs)
        counts: dict[str, list] = {}
        for check in self.checks:
            counts.setdefault(check.area_id, []).append(check)
        self.fields["places"].choices = [
            (code, f"{_place(found[0].area)}（{len(found)}）") for code, found in sorted(counts.items())
        ]
        self.fields["inspectors"].queryset = may_inspect(draw.area_id)
        self.initial.setdefault("places", sorted(counts))

    def save(self, *, by):
        data = self.cleaned_data
        chosen = [check for check in self.checks if check.area_id in data["places"]]
        assign_inspectors(by=by, checks=chosen, users=data["inspectors"])
        return self.draw


def _place(area):
    if area.level == Level.VILLAGE:
        return f"{area.parent.short_name} {area.short_name}"
    return area.short_name


class StartForm(ScopedForm):
    """On site: which of the four no's and two straights were kept, and where it began. Nothing is chosen before."""

    kept = forms.MultipleChoiceField(
        label=gettext_lazy("四不两直，做到的打勾"),
        choices=[(name, label) for name, label in SIX.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("有一条没做到，这次就不算暗访，但照样记录。"),
    )
    place = forms.CharField(label=gettext_lazy("到场位置"), max_length=120, required=False)

    def __init__(self, *args, check, **kwargs):
        self.check = check
        super().__init__(*args, **kwargs)

    def save(self, *, by):
        data = self.cleaned_data
        kept = {name: name in data["kept"] for name in SIX}
        return start_check(by=by, check=self.check, kept=kept, place=data["place"])


def standing_checks_of(checks):
    """Return those of these checks to which inspectors may still be sent."""
    return checks.filter(
        unit__use=UnitUse.CHOSEN, voided_at=None, state__in=("drawn", "sealed")
    ).select_related("area__parent", "unit")
