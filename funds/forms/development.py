"""What is asked of special areas, whole villages, societies and donations."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assistance.forms.columns import ColumnsForm, reason_field
from assistance.forms.places import PLACES, PlaceField
from assistance.models import HelpingUnit
from assistance.tables import place_name
from funds.choices.development import DonorKind
from funds.models import (
    Donation,
    DonationUse,
    FundLine,
    FundSociety,
    Project,
    SocietyReport,
    SocietyStep,
    SpecialArea,
    SpecialAreaPlan,
    WholeVillage,
    WholeVillageReport,
)
from funds.services.development import (
    add_items,
    add_plan,
    begin_whole_village,
    found_society,
    lines_for,
    make_special_area,
    pool_donation,
    put_villages,
    receive_donation,
    record_step,
    report_progress,
    report_society,
    strike_use,
    take_village_out,
    use_donation,
)
from households.forms.fields import day_field
from households.models import Household
from povertyapp.core.forms import ScopedForm
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level

PARTS = re.compile(r"[\t|,，]")
ITEMS_HELP = _("每行写“建设内容｜工程量｜权重｜计划投资（元）”，例如：通村路硬化｜2.5 公里｜40｜600000")


class VillagesField(forms.ModelMultipleChoiceField):
    """Some villages; `ScopedForm` leaves those that the user sees."""

    def __init__(self, **kwargs):
        rows = Area.objects.filter(level=Level.VILLAGE, valid_to=None).select_related("parent")
        super().__init__(rows.order_by("code"), widget=forms.CheckboxSelectMultiple, **kwargs)

    def label_from_instance(self, obj):
        return place_name(obj)


class SpecialAreaForm(ColumnsForm):
    """A special area with its villages."""

    model, columns, own_first = SpecialArea, ("name", "from_date", "document_no"), True
    area = PlaceField(Level.COUNTY, label=_("县"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["villages"] = VillagesField(label=_("片区村"), required=False)
        self.fields["villages"].queryset = self.fields["villages"].queryset.visible_to(self.user)

    def save(self, *, by):
        data = self.cleaned_data
        return make_special_area(by=by, area=data["area"], villages=list(data["villages"]), **self.facts)


class OfAreaForm(ColumnsForm):
    """A form about one special area."""

    def __init__(self, *args, special_area, **kwargs):
        self.special_area = special_area
        super().__init__(*args, **kwargs)


class VillagesForm(ScopedForm):
    """More villages of a special area."""

    from_date = day_field(_("划入日期"))
    villages = VillagesField(label=_("片区村"))

    def __init__(self, *args, special_area, **kwargs):
        self.special_area = special_area
        super().__init__(*args, **kwargs)
        rows = self.fields["villages"].queryset.in_area(special_area.area_id)
        self.fields["villages"].queryset = rows

    def save(self, *, by):
        put_villages(
            by=by,
            special_area=self.special_area,
            villages=list(self.cleaned_data["villages"]),
            from_date=self.cleaned_data["from_date"],
        )
        return self.special_area


class TakeOutForm(ScopedForm):
    """A village that no longer belongs to its special area."""

    on = day_field(_("划出日期"))
    reason = reason_field(_("理由"))

    def __init__(self, *args, membership, **kwargs):
        self.membership = membership
        super().__init__(*args, **kwargs)

    def save(self, *, by):
        take_village_out(by=by, membership=self.membership, **self.cleaned_data)
        return self.membership.special_area


class AreaPlanForm(OfAreaForm):
    """A plan of a special area."""

    model = SpecialAreaPlan
    columns = ("kind", "year", "title", "document_no", "adopted_on", "investment", "paper")

    def save(self, *, by):
        add_plan(by=by, special_area=self.special_area, **self.facts)
        return self.special_area


def read_items(text):
    """Read what is built as people write it, a line each; ValidationError names the lines that cannot be read."""
    found, wrong = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        parts = [part.strip() for part in PARTS.split(unicodedata.normalize("NFKC", line))]
        try:
            name, quantity, weight, investment = parts
            item = {
                "name": name,
                "quantity": quantity,
                "weight": Decimal(weight),
                "investment": Decimal(investment),
            }
        except (ValueError, InvalidOperation):
            wrong.append(str(number))
            continue
        found.append(item)
    if wrong:
        said = gettext("第 %(lines)s 行看不懂：每行写“建设内容｜工程量｜权重｜计划投资”。")
        raise ValidationError({"items": said % {"lines": "、".join(wrong)}})
    return found


class ItemsAsked(ScopedForm):
    """Asks what is built."""

    def ask_items(self):
        self.fields["items"] = forms.CharField(
            label=_("建设内容"), widget=forms.Textarea(attrs={"rows": 6}), help_text=ITEMS_HELP
        )

    def clean(self):
        data = super().clean()
        try:
            data["items_read"] = read_items(data.get("items") or "")
        except ValidationError as error:
            self.add_error(None, error)
        return data


class WholeVillageForm(ItemsAsked, ColumnsForm):
    """What is done for a whole village."""

    model, columns, own_first = WholeVillage, ("year", "starts_on", "ends_on", "document_no"), True
    area = PlaceField(Level.VILLAGE, label=_("村"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_items()

    def save(self, *, by):
        data = self.cleaned_data
        return begin_whole_village(by=by, area=data["area"], items=data["items_read"], **self.facts)


class MoreItemsForm(ItemsAsked):
    """More that is built in a whole village."""

    def __init__(self, *args, whole_village, **kwargs):
        self.whole_village = whole_village
        super().__init__(*args, **kwargs)
        self.ask_items()

    def save(self, *, by):
        add_items(by=by, whole_village=self.whole_village, items=self.cleaned_data["items_read"])
        return self.whole_village


class ProgressForm(ColumnsForm):
    """How far an item is."""

    model, columns = WholeVillageReport, ("percent", "invested", "note")
    on = day_field(_("填报日期"))

    def __init__(self, *args, item, **kwargs):
        self.item = item
        super().__init__(*args, **kwargs)

    def save(self, *, by):
        report_progress(by=by, item=self.item, on=self.cleaned_data["on"], **self.facts)
        return self.item.whole_village


class SocietyForm(ColumnsForm):
    """A mutual-fund society that a village applied for."""

    model, own_first = FundSociety, True
    columns = ("name", "planned_capital", "begun_on", "lending_due_on")
    area = PlaceField(Level.VILLAGE, label=_("村"))

    def save(self, *, by):
        return found_society(by=by, area=self.cleaned_data["area"], **self.facts)


class OfSocietyForm(ColumnsForm):
    """A form about one society."""

    def __init__(self, *args, society, **kwargs):
        self.society = society
        super().__init__(*args, **kwargs)


class SocietyStepForm(OfSocietyForm):
    """A step that a society has taken."""

    model, columns = SocietyStep, ("step", "done_on", "document_no")

    def save(self, *, by):
        facts = self.facts
        record_step(by=by, society=self.society, on=facts.pop("done_on"), **facts)
        return self.society


class SocietyReportForm(OfSocietyForm):
    """What a society had lent by a day."""

    model = SocietyReport
    columns = ("as_of", "members", "borrowers", "capital", "lent", "outstanding")

    def save(self, *, by):
        report_society(by=by, society=self.society, **self.facts)
        return self.society


DONATION_FACTS = ("kind", "what", "quantity", "amount", "received_on", "purpose", "receipt_no")


class DonationForm(ColumnsForm):
    """Something that was given."""

    model, columns, own_first = Donation, DONATION_FACTS, True
    area = PlaceField(*PLACES, label=_("接收地"))
    donor_kind = forms.ChoiceField(label=_("捐赠方类别"), choices=[("", _("请选择")), *DonorKind.choices])
    unit = forms.ModelChoiceField(HelpingUnit.objects.all(), label=_("帮扶单位"), required=False)
    donor_unit = forms.CharField(
        label=_("捐赠单位"), max_length=80, required=False, help_text=_("选了帮扶单位的可以不写。")
    )
    donor_person = forms.CharField(
        label=_("捐赠人"), max_length=40, required=False, help_text=_("个人捐赠才写，加密保存。")
    )
    may_be_named = forms.BooleanField(label=_("捐赠人同意公开姓名"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["amount"].required = False
        self.fields["amount"].help_text = _("办实事没有花钱的可以不写。")

    def save(self, *, by):
        own = ("area", "donor_kind", "unit", "donor_unit", "donor_person", "may_be_named")
        return receive_donation(by=by, **{name: self.cleaned_data[name] for name in own}, **self.facts)


class DonationUseForm(ColumnsForm):
    """What was used of a donation."""

    model, columns = DonationUse, ("used_on", "what", "amount", "receipt_no")
    household = forms.CharField(label=_("受益户编号"), max_length=30, required=False)
    project = forms.CharField(label=_("项目编号"), max_length=30, required=False)
    receiver = forms.CharField(label=_("签收人"), max_length=40, help_text=_("加密保存。"))

    def __init__(self, *args, donation, **kwargs):
        self.donation = donation
        super().__init__(*args, **kwargs)

    def clean(self):
        """Find the household and the project by their numbers among what the user sees."""
        data = super().clean()
        if data.get("household") and data.get("project"):
            self.add_error("project", _("受益户和项目只填一个。"))
        self._find(data, "household", _household, _("没有找到这一户，请核对户编号。"))
        self._find(data, "project", _project, _("没有找到这个项目，请核对项目编号。"))
        return data

    def _find(self, data, name, find, message):
        written = (data.get(name) or "").strip()
        data[name] = find(self.user, written) if written else None
        if written and data[name] is None:
            self.add_error(name, message)

    def save(self, *, by):
        facts, data = self.facts, self.cleaned_data
        own = {name: data[name] for name in ("household", "project", "receiver")}
        use_donation(by=by, donation=self.donation, on=facts.pop("used_on"), **own, **facts)
        return self.donation


class PoolForm(ScopedForm):
    """What a gift of money needs to be a line of money: one that is in the books already, or a new one."""

    line = forms.ModelChoiceField(
        FundLine.objects.none(), label=_("已在账上的资金"), required=False, empty_label=_("还没有，新登记一笔"),
        help_text=_("导入资金台账时已经登记了这笔钱的，选它，不会再到账一次。"),
    )  # fmt: skip
    purpose = forms.CharField(
        label=_("规定用途"), max_length=200, required=False, help_text=_("捐赠人指定了用途的，照写。")
    )
    owner_unit = forms.CharField(label=_("主管单位"), max_length=80, required=False)
    on = day_field(_("入池日期"))

    def __init__(self, *args, donation, **kwargs):
        self.donation = donation
        super().__init__(*args, **kwargs)
        self.fields["purpose"].initial = donation.purpose or donation.what
        self.fields["line"].queryset = lines_for(donation).visible_to(self.user)
        if not self.fields["line"].queryset:
            del self.fields["line"]

    def save(self, *, by):
        return pool_donation(by=by, donation=self.donation, **self.cleaned_data)


def _project(user, number):
    return Project.objects.visible_to(user).filter(number=number).first()


class StrikeUseForm(ScopedForm):
    """Take a use back that was entered wrongly."""

    reason = reason_field(_("冲销理由"))

    def __init__(self, *args, use, **kwargs):
        self.use = use
        super().__init__(*args, **kwargs)

    def save(self, *, by):
        strike_use(by=by, use=self.use, **self.cleaned_data)
        return self.use.donation


def _household(user, number):
    return Household.objects.visible_to(user).filter(household_no=number).first()
