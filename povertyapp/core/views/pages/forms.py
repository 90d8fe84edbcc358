"""Pages that write: each ends in a service, whose refusal stands on the same page."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect

from povertyapp.core.errors import refusal_of
from povertyapp.core.text import Text
from povertyapp.core.undo import tell
from povertyapp.core.views.pages.page import Page
from povertyapp.core.views.pages.rows import DetailPage, OneRow


class FormPage(Page):
    """A form that ends in a service: `form.save(by=user)`. Errors keep what was entered and answer 400."""

    template_name = "generic/form.html"
    # The verb of writing, where who has only the page's verb reads the page without its form.
    write_verb: str | None = None
    form_class: Any = None
    submit_label: Text = ""
    success_message: Text = ""

    @property
    def may_write(self):
        return self.write_verb is None or self.request.user.has_perm(self.write_verb)

    def get_form_kwargs(self):
        return {"user": self.request.user}

    def get_form(self, data=None, files=None):
        return self.form_class(data, files, **self.get_form_kwargs())

    def get_success_url(self, saved):
        return saved.get_absolute_url()

    def get_initial_form(self):
        return self.get_form()

    def get(self, request, *args, **kwargs):
        return self.render(form=self.get_initial_form(), submit_label=self.submit_label)

    def post(self, request, *args, **kwargs):
        if not self.may_write:
            raise PermissionDenied
        form = self.get_form(request.POST, request.FILES)
        if form.is_valid():
            try:
                with transaction.atomic():
                    saved = form.save(by=request.user)
                    self.check_still_visible(saved)
            except ValidationError as error:
                add_errors(form, error)
            except IntegrityError as error:
                add_errors(form, refusal_of(error))
            else:
                return self.succeed(saved)
        return self.render(status=400, form=form, submit_label=self.submit_label)

    def check_still_visible(self, saved):
        """Roll back when the saved row fell outside what the user may see (house.md 4.4, rail 3)."""
        if hasattr(type(saved).objects, "visible_to"):
            seen = type(saved).objects.visible_to(self.request.user).filter(pk=saved.pk)
            if not seen.exists():
                raise PermissionDenied

    def succeed(self, saved):
        tell(self.request, self.success_message)
        return HttpResponseRedirect(self.get_success_url(saved))


class RowFormPage(FormPage, DetailPage):
    """A form about one row, which it is given as `row_name`; saved or cancelled it leads to `back_url`."""

    template_name = "generic/form.html"
    row_name = "row"

    @property
    def back_url(self):
        return self.object.get_absolute_url()

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), self.row_name: self.object}

    def get_context(self, **more):
        return super().get_context(cancel_url=self.back_url, **more)

    def get_success_url(self, saved):
        return self.back_url


class ActionPage(OneRow):
    """An act on one row with a confirmation page: GET asks in words, POST acts through a service."""

    template_name = "generic/confirm.html"
    success_message: Text = ""

    def act(self, *, by, data):
        """Call the service; a ValidationError is shown on the same page."""
        raise NotImplementedError

    def get_success_url(self, result):
        return self.object.get_absolute_url()

    def post(self, request, *args, **kwargs):
        try:
            result = self.act(by=request.user, data=request.POST)
        except ValidationError as error:
            return self.render(status=400, errors=error.messages)
        except IntegrityError as error:
            return self.render(status=400, errors=refusal_of(error).messages)
        tell(request, self.success_message)
        return HttpResponseRedirect(self.get_success_url(result))


def add_errors(form, error):
    """Put a service's ValidationError on the fields that it names, the rest above the form."""
    found = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    for name, texts in found.items():
        for text in texts:
            form.add_error(name if name in form.fields else None, text)
