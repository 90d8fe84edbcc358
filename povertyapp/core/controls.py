"""The controls of forms, written in one piece: Django's own templates are opened once an option, and a select of the
county's villages so took longer than the whole list below it."""

from html import escape

from django.forms.renderers import DjangoTemplates
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDGETS = "django/forms/widgets/"
# The kinds of input whose template is Django's `input.html`.
INPUTS = (
    "text",
    "number",
    "email",
    "url",
    "search",
    "tel",
    "password",
    "hidden",
    "date",
    "datetime",
    "time",
    "file",
)


class FlatControls(DjangoTemplates):
    """Write selects and inputs as Django's templates of the same names do; all else comes from those templates."""

    def render(self, template_name, context, request=None):
        write = WRITERS.get(template_name)
        return write(context["widget"]) if write else super().render(template_name, context, request)


def _input(widget):
    value = widget["value"]
    shown = "" if value is None else format_html(' value="{}"', str(value))
    return format_html(
        '<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], shown, _attributes(widget["attrs"])
    )


def _select(widget):
    groups = format_html_join(
        "", "{}", ((_group(name, options),) for name, options, _at in widget["optgroups"])
    )
    return format_html(
        '<select name="{}"{}>{}\n</select>', widget["name"], _attributes(widget["attrs"]), groups
    )


def _group(name, options):
    lines = SafeString("".join(map(_option, options)))
    return format_html('\n  <optgroup label="{}">{}\n  </optgroup>', name, lines) if name else lines


def _option(option):
    value, label = escape(str(option["value"])), option["label"]
    if not isinstance(label, SafeString):
        label = escape(str(label))
    return f'\n  <option value="{value}"{_attributes(option["attrs"])}>{label}</option>'


def _attributes(attributes):
    """Return ` name="value"` for each; True stands alone, False not at all."""
    told = (
        f" {name}" if value is True else f' {name}="{escape(str(value))}"'
        for name, value in attributes.items()
        if value is not False
    )
    return SafeString("".join(told))


WRITERS = {f"{WIDGETS}select.html": _select} | {f"{WIDGETS}{kind}.html": _input for kind in INPUTS}
