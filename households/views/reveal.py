"""Showing one masked value: asked with a reason, recorded, shown once, never in an address."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from households.forms import RevealForm
from households.services import REVEALABLE, reveal
from households.views.base import HouseholdPage, MemberFormPage
from povertyapp.core.views.pages import add_errors


class Reveal(HouseholdPage):
    """`/households/<no>/reveal/?column=phone` or `?column=id_number&person=…`.

    GET asks for the reason, POST records the look and shows the value on the page that it answers.
    """

    verb = "households.reveal_household"
    template_name = "households/reveal.html"
    title = gettext_lazy("查看完整内容")

    @cached_property
    def subject(self):
        """Return the row that is asked about: the household, or one of its members."""
        person_no = self.request.GET.get("person")
        return MemberFormPage.member_of(self.object, person_no) if person_no else self.object

    @cached_property
    def column(self):
        name = self.request.GET.get("column", "")
        if name not in REVEALABLE or not hasattr(self.subject, name):
            raise Http404
        return self.subject._meta.get_field(name)

    def get_title(self):
        return self.title

    def get_context(self, **more):
        return super().get_context(
            whose=str(self.subject),
            what=self.column.verbose_name,
            back_url=self.object.get_absolute_url(),
            **more,
        )

    def get(self, request, *args, **kwargs):
        return self.render(form=RevealForm(user=request.user))

    def post(self, request, *args, **kwargs):
        form = RevealForm(request.POST, user=request.user)
        if form.is_valid():
            try:
                value = reveal(
                    by=request.user, obj=self.subject, column=self.column.name, **form.cleaned_data
                )
            except ValidationError as error:
                add_errors(form, error)
            else:
                return self.render(value=value or _("未填"))
        return self.render(status=400, form=form)
