"""How the house writes things on a page: figures, money, status, place, as-of."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django import template
from django.core.exceptions import FieldDoesNotExist
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from povertyapp.core import clock
from povertyapp.core.context import reverse_or_none
from povertyapp.core.statuses import STATES, cue_for, tag
from povertyapp.core.text import told
from povertyapp.core.ways import way

register = template.Library()

NOT_APPLICABLE = "/"
NOTHING = SafeString('<span class="missing">—</span>')  # in a cell
WAN = Decimal(10_000)


def missing(word=None):
    """Return the mark of a figure that nobody reported: never zero, never empty."""
    return format_html('<span class="missing">— {}</span>', word or _("未报"))


@register.filter("told")
def told_in_words(value):
    """Write a sentence that was stored (the reason of an act) in the reader's language; what a person wrote stays."""
    return told(str(value)) if value else ""


@register.filter
def number(value):
    """Write a count or amount with thousands commas: `12,043`; None becomes `—`."""
    if value is None or value == "":
        return "—"
    if isinstance(value, Decimal):
        return f"{value.normalize():,f}" if value == value.to_integral() else f"{value:,f}"
    return f"{value:,}" if isinstance(value, int | float) else str(value)


@register.filter
def money(value, unit="wan"):
    """Write an amount in yuan as 万元 with two decimals (tables) or, with `yuan`, as 元 (vouchers)."""
    try:
        amount = Decimal(value)
    except (InvalidOperation, TypeError, ValueError):
        return "—"
    amount = amount / WAN if unit == "wan" else amount
    return f"{amount.quantize(Decimal('0.01'), ROUND_HALF_UP):,}"


@register.simple_tag
def share(part, whole, digits=1):
    """Write `part` of `whole` as per cent; nothing to divide by is `/` (not applicable)."""
    if part is None or whole is None:
        return missing()
    if not whole:
        return NOT_APPLICABLE
    quantum = Decimal(1).scaleb(-digits)
    return f"{(Decimal(part) * 100 / Decimal(whole)).quantize(quantum, ROUND_HALF_UP)}%"


@register.filter
def signed(value, unit=""):
    """Write a change with an arrow, a sign and its unit, without a colour: `▲ +12 户`."""
    if value is None:
        return "—"
    if not value:
        return _("持平")
    arrow, sign = ("▲", "+") if value > 0 else ("▼", "−")
    return f"{arrow} {sign}{number(abs(value))}{' ' if unit else ''}{unit}"


@register.simple_tag
def figure(value, name, url=None, unit="", count=None, label=None):
    """Write a figure that leads to the rows behind it.

    `name` becomes `data-testid="fig-…"`; `count` is the number of rows behind it when the figure itself is
    not that number (a share), blank where a template knows of none; `label` tells a screen reader what is
    counted. None is shown as not reported.
    """
    if value is None:
        return missing()
    shown = number(value)
    behind = value if count is None or count == "" else count
    tail = format_html('<span class="unit">{}</span>', unit) if unit else ""
    if not url:
        return format_html('<span class="fig" data-figure="{}">{}</span>{}', name, shown, tail)
    spoken = format_html(' aria-label="{}"', f"{label} {shown}{unit}") if label else ""
    return format_html(
        '<a class="fig" data-testid="fig-{}" data-count="{}" href="{}"{}>{}</a>{}',
        *(name, behind, url, spoken, shown, tail),
    )


@register.simple_tag
def status_tag(state, word=None, plain=False, title=""):
    """Show a state as glyph + word. `word` replaces the usual word; `plain` is for work that is done."""
    return tag(state, word, plain, title)


@register.simple_tag
def glyph(state):
    """Return the glyph of a state alone, for cells whose word stands beside it."""
    cue = cue_for(state)
    return format_html(
        '<span class="st-g" aria-hidden="true">{}</span><span class="sr-only">{}</span>', cue.glyph, cue.word
    )


@register.simple_tag
def status_class(state):
    """Return the CSS class of a state: `st-bad`."""
    return f"st-{cue_for(state).key}"


@register.simple_tag
def icon(name):
    """Show one drawing of our sprite; it is decoration, the word stands beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        *(static("img/icons.svg"), name),
    )


@register.inclusion_tag("components/as_of.html")
def as_of(moment, source="", late=None, stale_after=None):
    """State how fresh a panel is. `stale_after` days without news are called out with ▲."""
    stale = _days_since(moment) if stale_after is not None and moment else None
    if stale is not None and stale <= stale_after:
        stale = None
    return {"moment": moment_text(moment), "source": source, "late": late, "stale": stale}


def _days_since(moment):
    if isinstance(moment, dt.datetime):
        moment = (timezone.localtime(moment) if timezone.is_aware(moment) else moment).date()
    return (clock.today() - moment).days


@register.filter
def moment_text(value):
    """Write a day as `2017-06-10` and a moment as `2017-06-10 09:30`, in the county's time."""
    if value is None or value == "":
        return "—"
    if isinstance(value, dt.datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return local.strftime("%Y-%m-%d %H:%M")
    return value.isoformat() if isinstance(value, dt.date) else str(value)


@register.filter
def month_text(value):
    """Write a period as officials say it: `2017年5月`."""
    text = str(value or "")
    if len(text) != 7:
        return text
    return _("%(year)s年%(month)s月") % {"year": text[:4], "month": int(text[5:])}


@register.simple_tag(takes_context=True)
def area_path(context, area, last=""):
    """Show a place as `来凤县 › 绿水镇 › 老寨村`; each step that has a page is a link.

    `last` is what stands below the village (a household). Costs one query a place, remembered for the page.
    """
    steps = [(step.short_name, _page_of(context, step)) for step in _ancestors(context, area)]
    if last:
        steps.append((last, None))
    items = format_html_join(
        "",
        "<li>{}</li>",
        ((format_html('<a href="{}">{}</a>', url, name) if url else name,) for name, url in steps),
    )
    return format_html('<ol class="path">{}</ol>', items)


def _page_of(context, area):
    """Return the page of a place where the reader stands over it, else None: a link never leads to 404."""
    user = getattr(context.get("request"), "user", None)
    over = user is not None and any(area.code.startswith(code) for code in getattr(user, "area_codes", ()))
    return way(user, reverse_or_none("households:area", area=area.code)) if over else None


def _ancestors(context, area):
    if area is None:
        return []
    known = context.render_context.setdefault("house_area_paths", {})
    if area.pk not in known:
        known[area.pk] = list(type(area)._default_manager.filter(pk__in=area.path_codes).order_by("pk"))
    return known[area.pk]


@register.simple_tag(takes_context=True)
def query(context, **changes):
    """Return the page's query string with some keys changed; None takes a key out. The URL is the state."""
    params = context["request"].GET.copy()
    for key, value in changes.items():
        if value is None:
            params.pop(key, None)
        else:
            params[key] = value
    return f"?{params.urlencode()}" if params else "?"


@register.simple_tag
def cell(value, column=None):
    """Write one cell of a list: days and moments in one form, counts with commas, yes and no in words."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, SafeString):
        return value
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, dt.date):
        return SafeString(f"<time>{moment_text(value)}</time>")
    if isinstance(value, int | float | Decimal) and getattr(column, "numeric", True):
        return number(value)
    return str(value)


@register.filter
def paper_cell(value):
    """Write a value as a paper does: days as 2017-06-10, yes and no in words, nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return moment_text(value) if isinstance(value, dt.date) else value


@register.simple_tag
def share_of(column, columns):
    """Return how many hundredths of a table's width a column takes, as its sheet has it."""
    return f"{column.width * 100 / sum(one.width for one in columns):.1f}"


@register.filter
def is_figure(value):
    """Say whether a cell of a paper is a number, a day or a code, which never breaks in the middle."""
    return str(value or "").isascii()


@register.filter
def in_pairs(items):
    """Pair up a list, two a row; an odd last one stands alone."""
    listed = list(items)
    return [listed[n : n + 2] for n in range(0, len(listed), 2)]


@register.filter
def paired(row, columns):
    """Pair the columns with a row's cells (`row["cells"]`, or the row itself when it is a list)."""
    return list(zip(columns, row["cells"] if isinstance(row, dict) else row, strict=True))


@register.filter
def page_numbers(page):
    """Return the page numbers that a pager shows; None stands for the ones left out."""
    return [
        n if isinstance(n, int) else None
        for n in page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    ]


@register.filter
def minus(whole, part):
    """Subtract, never below zero."""
    return max(0, (whole or 0) - (part or 0))


@register.filter
def error_count(form):
    return sum(len(errors) for errors in form.errors.values())


@register.filter
def label_of(obj, name):
    """Return the label of a field of a model, so that pages and workbooks share one wording."""
    try:
        return obj._meta.get_field(name).verbose_name
    except FieldDoesNotExist:
        return name


@register.filter
def field_kind(bound):
    """Return how a form field is laid out: `check`, `group` (fieldset), `file` or `line`."""
    widget = bound.field.widget
    kind = getattr(widget, "input_type", "")
    if kind == "checkbox" and not hasattr(widget, "choices"):
        return "check"
    if bound.use_fieldset:
        return "group"
    return "file" if kind == "file" else "line"


@register.simple_tag
def input_tag(bound, live=False, css=""):
    """Show a form field's control with its class, and tied to its hint and its error for screen readers.

    `live` marks a text field of a query area, which searches while one types (house.js); `css` replaces
    the class.
    """
    kind = field_kind(bound)
    described = [f"{bound.auto_id}_hint"] if bound.help_text else []
    described += [f"{bound.auto_id}_err"] if bound.errors else []
    attrs: dict[str, str | bool] = {}
    if live and getattr(bound.field.widget, "input_type", "") in ("text", "search"):
        attrs["data-live"] = True
    if kind == "line":
        attrs["class"] = (
            "form-select" if getattr(bound.field.widget, "input_type", "") == "select" else "form-control"
        )
    if kind == "file":
        attrs["class"] = "form-control"
    if css and kind in ("line", "file"):
        attrs["class"] = css
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return bound.as_widget(attrs=attrs)


@register.filter
def first_input_id(bound):
    """Return the id that an error summary links to: the control, or the first one of a group."""
    return f"{bound.auto_id}_0" if field_kind(bound) == "group" else bound.auto_id


@register.filter
def active_beyond(form, shown):
    """Say whether a filter form has a value in a field after the first `shown` ones (then it is unfolded)."""
    return any(form.data.get(bound.html_name) for bound in form.visible_fields()[shown:])


@register.simple_tag
def bar(part, whole, state="", target=None):
    """Draw one horizontal bar as SVG: no script, no inline style; the figure stands beside it as text."""
    width = 0 if not whole or part is None else max(0, min(100, float(part) * 100 / float(whole)))
    line = ""
    if target is not None:
        line = format_html(
            '<line x1="{0}%" x2="{0}%" y1="0" y2="16" stroke="#1b1f24" stroke-width="2"></line>',
            _plain(target),
        )
    fill = {"bad": "#b3261e", "warn": "#9a5b00", "good": "#1a7a3a"}.get(cue_for(state).key, "#4a8bcb")
    return format_html(
        '<svg aria-hidden="true" focusable="false" width="100%" height="16">'
        '<rect width="100%" height="16" fill="#e7ecf2"></rect>'
        '<rect width="{}%" height="16" fill="{}"></rect>{}</svg>',
        *(_plain(width), fill if state in STATES else "#4a8bcb", line),
    )


FILLS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00")


@register.inclusion_tag("components/stack.html")
def stack(parts, unit=""):
    """Draw what makes up a whole as one stacked bar with its words and figures beside it.

    `parts` are pairs (label, amount); parts that are zero or less are left out of the bar.
    """
    shown = [(label, Decimal(amount)) for label, amount in parts if amount and Decimal(amount) > 0]
    whole = sum((amount for _label, amount in shown), Decimal(0))
    at, marks = Decimal(0), []
    for (label, amount), fill in zip(shown, FILLS, strict=False):
        width = amount * 100 / whole
        marks.append(
            {"label": label, "amount": amount, "x": _plain(at), "width": _plain(width), "fill": fill}
        )
        at += width
    return {"marks": marks, "unit": unit}


def _plain(value):
    return f"{round(float(value), 2):g}"
