"""People registered twice (DQ-37): one's own registrations side by side, those elsewhere named and not shown."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from households.duplicates import Group, first_of_groups
from households.filters import DuplicateFilter
from households.forms import AnswerForm, AskForm, ResolveDuplicateForm
from households.models import DuplicateRequest, HouseholdMember
from households.quality import broken_for
from households.rules.people import same_person_twice
from households.tables import DUPLICATE_COLUMNS
from povertyapp.core.period import Period
from povertyapp.core.views import DetailPage, FormPage, ListPage

COMPARE, CHANGE = "households.view_comparison", "households.change_household"
TITLE = gettext_lazy("重复登记")


class Duplicates(ListPage):
    """`/duplicates/`: one line a person that rule DQ-37 finds in the reader's area."""

    model = HouseholdMember
    related = ("area",)
    verb = COMPARE
    title = TITLE
    empty_text = gettext_lazy("现在没有人在两户里登记。")
    filterset_class = DuplicateFilter
    columns = DUPLICATE_COLUMNS
    order = ("area_id", "person_no")

    def rows(self, model=None):
        rows = super().rows(model)
        if model is not None:
            return rows
        period = Period.current()
        broken = broken_for(self.request.user, same_person_twice, period)
        return first_of_groups(rows.on_roll(period).filter(broken))

    def get_question(self):
        return _("谁在两户里都有登记")

    def get_row_url(self, row):
        return reverse("households:duplicate", args=[row.person_no])


class OfOnePerson(FormPage, DetailPage):
    """A form about one member; who only reads gets the page without it."""

    model = HouseholdMember
    related = ("household", "area")
    key, url_key = "person_no", "person_no"
    verb, write_verb = COMPARE, CHANGE

    @cached_property
    def group(self):
        own = self.rows().present().filter(id_hash=self.object.id_hash).exclude(id_hash="")
        return Group(self.object, list(own.order_by("person_no")) or [self.object])

    def get_breadcrumbs(self):
        return [
            {"label": TITLE, "url": reverse("households:duplicates")},
            {"label": self.get_title(), "url": ""},
        ]

    def get_success_url(self, saved):
        return reverse("households:duplicates")


class Duplicate(OfOnePerson):
    """`/duplicates/<person_no>/`: the own registrations side by side, and which of them stays."""

    template_name = "households/duplicate.html"
    form_class = ResolveDuplicateForm
    submit_label = gettext_lazy("其他登记转出")
    success_message = gettext_lazy("已登记转出，人数和劳动力情况已随之更新。")

    def get_title(self):
        return _("%(name)s的重复登记") % {"name": self.object.name}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "group": self.group.own}

    def get_context(self, form=None, **more):
        elsewhere = self.group.elsewhere
        return super().get_context(
            form=form if self.may_write and len(self.group.own) > 1 else None,
            group=self.group,
            elsewhere=elsewhere,
            may_change=self.may_write,
            ask_url=reverse("households:duplicate_ask", args=[self.object.person_no])
            if self.may_write and elsewhere
            else "",
            requests=self.rows(DuplicateRequest)
            .filter(member__in=self.group.own)
            .select_related("asking_county")
            .order_by("-asked_at"),
            cancel_url=reverse("households:duplicates"),
            **more,
        )


class DuplicateAsk(OfOnePerson):
    """`/duplicates/<person_no>/ask/`: ask the other place; nothing of its registration is told."""

    form_class = AskForm
    verb = CHANGE
    submit_label = gettext_lazy("请对方核对")
    success_message = gettext_lazy("已请对方核对，答复会显示在这里。")

    def get_title(self):
        return _("请对方核对%(name)s的登记") % {"name": self.object.name}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "member": self.object}

    def get_success_url(self, saved):
        return reverse("households:duplicate", args=[saved.person_no])

    def get_context(self, **more):
        return super().get_context(cancel_url=self.get_success_url(self.object), **more)


class DuplicateAnswer(FormPage, DetailPage):
    """`/duplicates/requests/<pk>/`: answer another place that asks about a registration of one's own."""

    model = DuplicateRequest
    related = ("member__household", "asking_county")
    verb = CHANGE
    form_class = AnswerForm
    submit_label = gettext_lazy("答复")
    success_message = gettext_lazy("已答复。")

    def get_title(self):
        return _("%(county)s请核对%(name)s的登记") % {
            "county": self.object.asking_county.name,
            "name": self.object.member.name,
        }

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "request": self.object}

    def get_context(self, **more):
        return super().get_context(
            hint=_("对方的说明：%(reason)s") % {"reason": self.object.reason},
            cancel_url=reverse("households:duplicate", args=[self.object.member.person_no]),
            **more,
        )

    def get_success_url(self, saved):
        return reverse("households:duplicates")
