"""What is asked of a training and of those who came."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assistance.forms.columns import ColumnsForm
from assistance.forms.places import PLACES, PlaceField
from assistance.models import TrainingSession
from assistance.services import add_attendees, correct_training, find_attendees, record_training
from assistance.services.trainings import TRAINING_FACTS
from households.models import HouseholdMember
from povertyapp.core import clock
from povertyapp.core.forms import ScopedForm
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level


def names_field(**kwargs):
    return forms.CharField(
        label=_("参加人（粘贴名单）"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("一行一人，写姓名或人编号；同名的写人编号。可以从签到表整列粘贴。"),
        **kwargs,
    )


class AttendeesMixin(ScopedForm):
    """Pasted names, and people of a village to tick; `village` is the code of the village whose people are listed."""

    village = ""

    def list_people(self):
        """Offer the people of the village to tick."""
        if not self.village:
            return
        people = HouseholdMember.objects.visible_to(self.user).present().in_area(self.village)
        people = people.filter(household__left_register_on=None).select_related("household")
        self.people = {row.person_no: row for row in people.order_by("household__household_no", "relation")}
        choices = [(number, _person(row)) for number, row in self.people.items()]
        if choices:
            self.fields["people"] = forms.MultipleChoiceField(
                label=_("勾选本村参加人"), choices=choices, required=False,
                widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip

    def attendees(self, by, area):
        ticked = [self.people[number] for number in self.cleaned_data.get("people") or ()]
        return find_attendees(by=by, area=area, text=self.cleaned_data["attendees"], members=ticked)


def _person(row):
    age = clock.today().year - row.birth_date.year if row.birth_date else None
    words = {"name": row.name, "head": row.household.head_name, "age": age}
    if age is None:
        return _("%(name)s（%(head)s户）") % words
    return _("%(name)s（%(head)s户，%(age)s 岁）") % words


class TrainingForm(AttendeesMixin, ColumnsForm):
    """A training that was held, and who came."""

    model, columns, own_first = TrainingSession, TRAINING_FACTS, True
    area = PlaceField(*PLACES, label=_("举办地"), help_text=_("村里办的选村，乡镇办的选乡镇。"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["attendees"] = names_field()
        code = (self.data if self.is_bound else self.initial).get("area") or ""
        places = Area.objects.visible_to(self.user).filter(code=code, level=Level.VILLAGE)
        self.village = code if places.exists() else ""
        self.list_people()

    def save(self, *, by):
        area = self.cleaned_data["area"]
        return record_training(by=by, area=area, attendees=self.attendees(by, area), **self.facts)


class TrainingEditForm(ColumnsForm):
    """Correct what is recorded of a training."""

    model, columns = TrainingSession, TRAINING_FACTS

    def save(self, *, by):
        return correct_training(by=by, session=self.row, **self.why, **self.facts)


class AttendeesForm(AttendeesMixin):
    """More people who came to a training."""

    def __init__(self, *args, session, **kwargs):
        self.session = session
        super().__init__(*args, **kwargs)
        self.fields["attendees"] = names_field()
        self.village = session.area_id if session.area.level == Level.VILLAGE else ""
        self.list_people()

    def save(self, *, by):
        area = self.session.area
        add_attendees(by=by, session=self.session, attendees=self.attendees(by, area))
        return self.session
