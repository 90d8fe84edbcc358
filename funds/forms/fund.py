"""The risk fund and the subsidy as forms."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from funds.forms.credit import a_day, line, words, yuan
from funds.models import Microloan, RiskFundInstalment
from funds.services import credit as desk
from povertyapp.core import clock
from povertyapp.core.forms import ScopedForm
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level


def quarters_over():
    """Return the quarters that are over, the last first, as choices `2026-3`."""
    today = clock.today()
    year, quarter = today.year, (today.month - 1) // 3 + 1
    found = []
    for _back in range(12):
        quarter -= 1
        if quarter == 0:
            year, quarter = year - 1, 4
        found.append((f"{year}-{quarter}", _now("%(y)s 年第 %(q)s 季度") % {"y": year, "q": quarter}))
    return found


def days_of(text: str) -> tuple[int, int]:
    """Return year and quarter of `2026-3`."""
    year, quarter = text.split("-")
    return int(year), int(quarter)


class CountyForm(ScopedForm):
    """A form about a county, of those on which the user stands."""

    county = forms.ModelChoiceField(Area.objects.filter(level=Level.COUNTY), label=_("县"), empty_label=None)


class OpenFundForm(CountyForm):
    bank = line(_("存放银行"))
    on = a_day(_("设立日期"))

    def save(self, *, by):
        return desk.open_fund(by=by, **self.cleaned_data)


class FundForm(ScopedForm):
    """A form about one fund."""

    def __init__(self, *args, fund, **kwargs):
        self.fund = fund
        super().__init__(*args, **kwargs)

    def save(self, *, by):
        self.take(by=by, fund=self.fund, **self.cleaned_data)
        return self.fund

    def take(self, *, by, fund, **facts):
        """Call the service."""
        raise NotImplementedError


class InstalmentForm(FundForm):
    amount = yuan(_("应拨入（元）"))
    due_on = a_day(_("拨入期限"), initial=None)
    document = line(_("依据文号"), 80)
    take = staticmethod(desk.plan_instalment)


class PayInForm(FundForm):
    instalment = forms.ModelChoiceField(
        RiskFundInstalment.objects.none(), label=_("拨入计划"), required=False, empty_label=_("计划以外")
    )
    amount = yuan(_("拨入金额（元）"))
    document = line(_("凭证号"), 80)
    on = a_day(_("到账日期"))
    take = staticmethod(desk.pay_in)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = RiskFundInstalment.objects.visible_to(self.user).filter(fund=self.fund)
        self.fields["instalment"].queryset = rows


class TakeOutForm(FundForm):
    amount = yuan(_("退回金额（元）"))
    document = line(_("凭证号"), 80)
    on = a_day(_("日期"))
    take = staticmethod(desk.take_out)


class ComputeForm(CountyForm):
    """Which bank's claim of which quarter to compute."""

    bank = forms.ChoiceField(label=_("承贷银行"))
    quarter = forms.ChoiceField(label=_("季度"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = Microloan.objects.visible_to(self.user).exclude(bank="").order_by("bank")
        banks = known.values_list("bank", flat=True).distinct()
        self.fields["bank"].choices = [(bank, bank) for bank in banks]
        self.fields["quarter"].choices = quarters_over()

    def save(self, *, by):
        facts = dict(self.cleaned_data)
        year, quarter = days_of(facts.pop("quarter"))
        return desk.compute_claim(by=by, year=year, quarter=quarter, **facts)


class ClaimForm(ScopedForm):
    """A step of one claim."""

    def __init__(self, *args, claim, **kwargs):
        self.claim = claim
        super().__init__(*args, **kwargs)


class SubmitClaimForm(ClaimForm):
    """What the bank asks for: what was computed, or less."""

    claimed = yuan(_("银行申报（元）"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["claimed"].initial = self.claim.total
        said = _now("按本金、年利率和天数算出 %(total)s 元，最多申报这么多；申报以后明细不能再改。")
        self.fields["claimed"].help_text = said % {"total": f"{self.claim.total:,.2f}"}

    def save(self, *, by):
        return desk.submit_claim(by=by, claim=self.claim, **self.cleaned_data)


class ApproveClaimForm(ClaimForm):
    document = line(_("核准文号"), 80)

    def save(self, *, by):
        return desk.approve_claim(by=by, claim=self.claim, **self.cleaned_data)


class ReturnClaimForm(ClaimForm):
    note = words(_("退回原因"))

    def save(self, *, by):
        return desk.return_claim(by=by, claim=self.claim, **self.cleaned_data)
