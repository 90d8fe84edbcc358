"""What is asked of a household's plan, and of a relief that somebody received."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assistance.forms.measures import column_field
from assistance.matrix import causes_of
from assistance.models import AssistancePlan, Relief
from assistance.services import record_relief, write_plan
from households.choices import Cause
from households.forms.fields import WrittenField
from povertyapp.core.forms import ScopedForm
from povertyapp.core.workbooks import cells


class PlanForm(ScopedForm):
    """The plan of a household for one year."""

    causes = forms.MultipleChoiceField(
        label=_("针对的致贫原因"),
        choices=Cause.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请至少选一个致贫原因。")},
    )
    goal = forms.CharField(
        label=_("年度目标"), max_length=200, help_text=_("例如：茶园增到 3 亩，儿子务工 8 个月，年内脱贫。")
    )
    exit_year = WrittenField(
        read=cells.integer, label=_("计划脱贫年度"), required=False, help_text=_("已脱贫的不填。")
    )
    own_income = column_field(AssistancePlan, "own_income")
    signed_on = column_field(AssistancePlan, "signed_on")
    signed_by = column_field(AssistancePlan, "signed_by")

    def __init__(self, *args, household, year, plan=None, last_income=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.household, self.year = household, year
        self.fields["own_income"].help_text = AssistancePlan._meta.get_field("own_income").help_text
        self.initial |= {
            "causes": plan.causes if plan else causes_of(household),
            "exit_year": household.planned_exit_year,
            "own_income": plan.own_income if plan else last_income,
        }
        if plan:
            names = ("goal", "signed_on", "signed_by")
            self.initial |= {name: getattr(plan, name) for name in names}

    def save(self, *, by):
        facts = dict(self.cleaned_data)
        return write_plan(by=by, household=self.household, year=self.year, **facts)


class ReliefForm(ScopedForm):
    """Who of a household received which relief, when and how much."""

    member = forms.ChoiceField(label=_("受助人"))
    kind = column_field(Relief, "kind")
    received_on = column_field(Relief, "received_on")
    amount = column_field(Relief, "amount")
    unit = column_field(Relief, "unit")

    def __init__(self, *args, household, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.household = household
        self.people = {member.person_no: member for member in people if not member.is_gone}
        self.fields["member"].choices = [(no, member.name) for no, member in self.people.items()]

    def save(self, *, by):
        facts = dict(self.cleaned_data)
        member = self.people[facts.pop("member")]
        return record_relief(by=by, household=self.household, member=member, **facts)
