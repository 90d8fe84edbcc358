"""What is asked of an indicator, of the path of a year, and of the report of a month."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assistance.choices import UnitLevel
from assistance.models import HelpingUnit
from households.forms.fields import WrittenField, day_field
from inspections.choices import Direction
from inspections.services.indicators import keep_indicator, report_value, set_path, system_rules
from inspections.services.indicators.people import reporters_in
from povertyapp.core.forms import ScopedForm
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.period import Period
from povertyapp.core.workbooks import cells

MONTHS_BACK = 12


class IndicatorForm(ScopedForm):
    """An indicator of a sector, and who answers for it."""

    county = forms.ModelChoiceField(
        Area.objects.filter(level=Level.COUNTY, valid_to=None).order_by("code"),
        label=_("县"),
        empty_label=None,
    )
    name = forms.CharField(label=_("指标"), max_length=60)
    owner_unit = forms.ModelChoiceField(
        HelpingUnit.objects.filter(level=UnitLevel.COUNTY).order_by("code"),
        label=_("责任单位"),
        empty_label=_("请选择"),
        help_text=_("对这个指标负主责的成员单位。"),
    )
    reporter = forms.CharField(
        label=_("填报人账号"),
        max_length=60,
        required=False,
        help_text=_("责任单位里负责填报的人的登录名；不填的由县扶贫办代填。"),
    )
    is_share = forms.TypedChoiceField(
        label=_("怎样计算"),
        choices=[("1", _("分子除以分母，百分数")), ("0", _("一个数"))],
        coerce=lambda text: text == "1",
        widget=forms.RadioSelect,
        initial="1",
    )
    measured_in = forms.CharField(
        label=_("计量单位"), max_length=20, help_text=_("例如 户、人、亩、万元；百分数写分子分母的单位。")
    )
    direction = forms.ChoiceField(label=_("方向"), choices=Direction.choices, widget=forms.RadioSelect)
    figure = forms.ChoiceField(
        label=_("系统指标"), required=False, help_text=_("系统能算的，填报时把系统的数放在旁边。")
    )
    meaning = forms.CharField(
        label=_("口径"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    ended_on = day_field(_("停用日期"), required=False, initial=None)

    def __init__(self, *args, indicator=None, **kwargs):
        self.indicator = indicator
        super().__init__(*args, **kwargs)
        known = [(rule.code, f"{rule.code} {rule.title}") for rule in system_rules()]
        self.fields["figure"].choices = [("", _("没有")), *known]
        self.initial["direction"] = Direction.HIGHER
        if indicator is None:
            del self.fields["ended_on"]
            return
        del self.fields["county"]
        for name in set(self.fields) - {"reporter", "is_share"}:
            self.initial[name] = getattr(indicator, name)
        self.initial["owner_unit"] = indicator.owner_unit_id
        self.initial["reporter"] = indicator.reporter.username if indicator.reporter else ""
        self.initial["is_share"] = str(int(indicator.is_share))

    def clean(self):
        facts = super().clean()
        county = facts.get("county") or (self.indicator and self.indicator.area)
        name, unit = facts.get("reporter"), facts.get("owner_unit")
        if county and name:
            facts["reporter"] = reporters_in(county.code).filter(username=name).first()
            if facts["reporter"] is None:
                self.add_error(
                    "reporter",
                    _("本县没有“%(name)s”这个能填报的账号，请填帮扶责任人、财务人员或县扶贫办的登录名。")
                    % {"name": name},
                )
        if county and unit and unit.area_id != county.code:
            self.add_error("owner_unit", _("请选本县的单位。"))
        return facts

    def save(self, *, by):
        facts = dict(self.cleaned_data)
        county = facts.pop("county", None) or self.indicator.area
        facts["reporter"] = facts["reporter"] or None
        return keep_indicator(by=by, county=county, indicator=self.indicator, **facts)


class PathForm(ScopedForm):
    """What is asked of an indicator in each month of a year; a blank month asks nothing."""

    def __init__(self, *args, indicator, year, **kwargs):
        self.indicator = indicator
        super().__init__(*args, **kwargs)
        known = {row.month: row.target for row in indicator.targets.filter(month__startswith=f"{year}-")}
        for month in range(1, 13):
            period = Period(year, month)
            label = _("%(n)d 月") % {"n": month}
            self.fields[f"m{month:02d}"] = WrittenField(label=label, read=cells.number, required=False)
            if str(period) in known:
                self.initial[f"m{month:02d}"] = f"{known[str(period)].normalize():f}"
        self.months = {f"m{month:02d}": str(Period(year, month)) for month in range(1, 13)}

    def save(self, *, by):
        targets = {month: self.cleaned_data[name] for name, month in self.months.items()}
        set_path(by=by, indicator=self.indicator, targets=targets)
        return self.indicator


class ReportForm(ScopedForm):
    """The numbers of a month, and what they rest on."""

    month = forms.ChoiceField(label=_("月份"))
    numerator = WrittenField(label=_("分子"), read=cells.number)
    denominator = WrittenField(label=_("分母"), read=cells.number)
    as_of = day_field(_("截止日期"))
    evidence = forms.CharField(label=_("依据"), max_length=200, help_text=_("例如文号、报表名称。"))
    upload = forms.FileField(
        label=_("佐证材料"), required=False, help_text=_("PDF、JPG、PNG、Word 或 Excel；要打得开、看得清。")
    )

    def __init__(self, *args, indicator, period, **kwargs):
        self.indicator = indicator
        super().__init__(*args, **kwargs)
        months = [Period.current().shift(-back) for back in range(MONTHS_BACK)]
        self.fields["month"].choices = [(str(each), str(each)) for each in months]
        self.initial["month"] = str(period)
        self.initial["as_of"] = period.as_of
        if not indicator.is_share:
            del self.fields["denominator"]
            self.fields["numerator"].label = indicator.name

    def save(self, *, by):
        facts = {"denominator": None} | self.cleaned_data
        return report_value(by=by, indicator=self.indicator, **facts)
