"""What is asked of left-behind people and of what is done for them."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assistance.forms.columns import ColumnsForm, EndForm
from assistance.models import CareService, LeftBehindPerson
from assistance.services import (
    correct_left_behind,
    end_left_behind,
    record_service,
    register_left_behind,
)
from assistance.services.care import FILE_FACTS, SERVICE_FACTS
from households.models import HouseholdMember


class LeftBehindForm(ColumnsForm):
    """Who is left behind in a household, and what his file says."""

    model, columns, own_first = LeftBehindPerson, FILE_FACTS, True
    member = forms.CharField(label=_("人编号"), max_length=24)

    def __init__(self, *args, household=None, **kwargs):
        super().__init__(*args, **kwargs)
        if household:
            people = household.members.present()
            self.fields["member"] = forms.ChoiceField(
                label=_("家庭成员"),
                choices=[("", _("请选择")), *((row.person_no, row.name) for row in people)],
            )

    def clean_member(self):
        number = self.cleaned_data["member"].strip()
        people = HouseholdMember.objects.visible_to(self.user).select_related("household")
        found = people.filter(person_no=number).first()
        if found is None:
            raise ValidationError(_("您的区域里没有这个人编号，请核对。"))
        return found

    def save(self, *, by):
        return register_left_behind(by=by, member=self.cleaned_data["member"], **self.facts)


class LeftBehindEditForm(ColumnsForm):
    """Correct or complete the file of a left-behind person."""

    model, columns = LeftBehindPerson, FILE_FACTS

    def save(self, *, by):
        return correct_left_behind(by=by, person=self.row, **self.why, **self.facts)


class LeftBehindEndForm(EndForm):
    """The person is left behind no more."""

    def __init__(self, *args, person, **kwargs):
        self.person = person
        super().__init__(*args, **kwargs)

    def save(self, *, by):
        data = self.cleaned_data
        try:
            return end_left_behind(by=by, person=self.person, until=data["last_day"], reason=data["reason"])
        except ValidationError as error:
            raise ValidationError({"last_day": error.messages}) from None


class CareServiceForm(ColumnsForm):
    """One of the five services."""

    model, columns = CareService, SERVICE_FACTS

    def __init__(self, *args, person, **kwargs):
        self.person = person
        super().__init__(*args, **kwargs)
        if self.initial.get("carer_name") is None:
            self.initial |= {"carer_name": person.carer_name, "carer_role": person.carer_role}

    def save(self, *, by):
        return record_service(by=by, person=self.person, **self.facts)
