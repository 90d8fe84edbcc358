"""四到乡、八到村 (LF-41) as forms: the county's two lists, and one thing that came down for a project."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from funds.choices.deliveries import PLACES, Reach
from funds.forms.fields import a_day
from funds.forms.project_papers import PAPER_FORMS, PaperForm
from funds.models import DeliveryItem
from funds.services import projects as desk
from povertyapp.core.forms import ScopedForm


class DeliveryItemsForm(ScopedForm):
    """The lines of both lists; blank ones are not named yet."""

    def __init__(self, *args, county, **kwargs):
        self.county = county
        super().__init__(*args, **kwargs)
        known = {(row.reach, row.number): row.text for row in DeliveryItem.objects.filter(area=county)}
        for place in PLACES:
            reach, number = place
            label = _now("%(reach)s第 %(number)d 项") % {"reach": Reach(reach).label, "number": number}
            self.fields[_name(place)] = forms.CharField(
                label=label, max_length=60, required=False, initial=known.get(place, "")
            )

    def save(self, *, by):
        texts = {place: self.cleaned_data[_name(place)] for place in PLACES}
        desk.name_items(by=by, county=self.county, texts=texts)
        return self.county


def _name(place):
    return f"{place[0]}_{place[1]}"


class DeliveryForm(PaperForm):
    """What came down to the township or the village: what is on the county's list and not entered yet."""

    service = "deliver"
    reach = Reach.TOWNSHIP
    item = forms.ModelChoiceField(queryset=None, label=_("内容"), empty_label=_("请选择"))
    done_on = a_day(_("落实日期"))
    paper = forms.CharField(label=_("依据或存放"), max_length=100)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        items = DeliveryItem.objects.filter(area=self.project.county_id, reach=self.reach)
        done = self.project.deliveries.values("item")
        self.fields["item"].queryset = items.exclude(pk__in=done).order_by("number")


class ToTownshipForm(DeliveryForm):
    pass


class ToVillageForm(DeliveryForm):
    reach = Reach.VILLAGE


PAPER_FORMS |= {"to_township": ToTownshipForm, "to_village": ToVillageForm}
