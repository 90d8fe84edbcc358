"""Correcting a household's file, a section at a time, each time with a reason."""

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from households.forms import SECTIONS, MemberAddForm, MemberChangeForm, MemberForm
from households.models import HouseholdMember
from households.services.statements import FIRST_YEAR
from households.views.base import HouseholdFormPage, MemberFormPage
from povertyapp.core import clock
from povertyapp.core.views.long_forms import LongForm


class EditSection(LongForm, HouseholdFormPage):
    """`/households/<no>/edit/<section>/?year=2016`: one section of the file."""

    success_message = gettext_lazy("已保存。")

    @cached_property
    def section(self):
        try:
            return SECTIONS[self.kwargs["section"]]
        except KeyError:
            raise Http404 from None

    def get_anchor(self):
        return self.section.anchor

    @cached_property
    def year(self):
        """Return the year of the statement: `?year=`, else the last one that is over."""
        text = self.request.GET.get("year", "")
        this_year = clock.today().year
        if not text:
            return this_year - 1
        if not text.isdecimal() or not FIRST_YEAR <= int(text) <= this_year:
            raise Http404
        return int(text)

    @property
    def is_yearly(self):
        return hasattr(self.section, "model")

    def get_title(self):
        if self.is_yearly:
            return _("%(title)s（%(year)s 年）") % {"title": self.section.title, "year": self.year}
        return self.section.title

    def get_context(self, **more):
        hint = getattr(more.get("form"), "hint", "")
        return super().get_context(hint=hint, **more)

    def get_form(self, data=None, files=None):
        return self.section(data, files, **self.get_form_kwargs())

    def get_form_kwargs(self):
        row = self.section.row_of(self.object, self.year if self.is_yearly else None)
        return {**super().get_form_kwargs(), "row": row}


class MemberEdit(LongForm, MemberFormPage):
    """Correct what is recorded of a person."""

    form_class = MemberForm
    success_message = gettext_lazy("已保存。")

    def get_title(self):
        return _("修改成员 %(name)s") % {"name": self.member.name}


class MemberLeave(MemberFormPage):
    """Record that a person died or left."""

    form_class = MemberChangeForm
    submit_label = gettext_lazy("登记变动")
    success_message = gettext_lazy("已登记变动，人数和劳动力情况已随之更新。")

    def get_title(self):
        return _("登记 %(name)s 的变动") % {"name": self.member.name}


class MemberAdd(LongForm, HouseholdFormPage):
    """Enter a person into the household."""

    title = gettext_lazy("新增成员")
    anchor = "members"
    form_class = MemberAddForm
    success_message = gettext_lazy("已新增成员，人数和劳动力情况已随之更新。")

    def get_title(self):
        return self.title

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "row": HouseholdMember(household=self.object)}
