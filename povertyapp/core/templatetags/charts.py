"""Bars that the server draws: a pattern of plain strokes beside each colour, so that they read in grey and on paper."""

from django import template
from django.utils.html import format_html, format_html_join

from povertyapp.core.statuses import cue_for

register = template.Library()

WIDTH, HEIGHT = 200, 16
# fill, stroke of the pattern
LOOKS = {
    "good": ("#cfe8d5", "#1a7a3a"),
    "warn": ("#ffd479", "#6a4600"),
    "bad": ("#e98a80", "#8a1a12"),
    "none": ("#ffffff", "#5b6470"),
    "review": ("#bfa4e6", "#4a2885"),
}


@register.simple_tag
def state_bar(value, state="", target=None):
    """Draw `value` of 100 as a bar in the look of a state, with a line at `target`; the figure stands beside it."""
    cue = cue_for(state).key
    fill, stroke = LOOKS[cue]
    length = _length(value)
    line = ""
    if target is not None:
        line = format_html(
            '<line x1="{0}" x2="{0}" y1="-2" y2="18" stroke="#1b1f24" stroke-width="2"></line>',
            _length(target),
        )
    return format_html(
        '<svg class="state-bar" viewBox="0 -2 {} 20" width="100%" height="20" preserveAspectRatio="none" '
        'aria-hidden="true" focusable="false"><rect width="{}" height="{}" fill="#f0f3f7"></rect>'
        '<rect width="{}" height="{}" fill="{}" stroke="{}"{}></rect>{}{}</svg>',
        *(WIDTH, WIDTH, HEIGHT, length, HEIGHT, fill, stroke),
        *(_dashes(cue), _pattern(cue, length, stroke), line),
    )


@register.simple_tag
def plain_bar(count, most):
    """Draw a count as a bar, the longest of all being `most`."""
    length = _length(count * 100 / most if most else 0)
    return format_html(
        '<svg class="state-bar" viewBox="0 0 {0} {1}" width="100%" height="{1}" preserveAspectRatio="none" '
        'aria-hidden="true" focusable="false"><rect width="{0}" height="{1}" fill="#f0f3f7"></rect>'
        '<rect width="{2}" height="{1}" fill="#86b6e3" stroke="#1b5aa6"></rect></svg>',
        *(WIDTH, HEIGHT, length),
    )


def _length(share):
    return f"{max(0.0, min(100.0, float(share or 0))) * WIDTH / 100:g}"


def _dashes(cue):
    return format_html(' stroke-dasharray="{}"', "4 3") if cue == "none" else ""


def _pattern(cue, length, stroke):
    """Return the strokes of a pattern: slanted for what is owed, upright for what is under review, thick below for
    what is near."""
    end = float(length)
    if cue == "warn":
        return format_html('<rect y="12" width="{}" height="4" fill="{}"></rect>', length, stroke)
    if cue not in ("bad", "review"):
        return ""
    lean = HEIGHT if cue == "bad" else 0
    strokes = []
    for x in range(4, int(end), 8):
        stop = min(x + lean, end) if lean else x
        top = HEIGHT - (stop - x) if lean else 0
        strokes.append((x, f"{stop:g}", f"{top:g}", stroke))
    line = '<line x1="{}" y1="16" x2="{}" y2="{}" stroke="{}" stroke-width="1"></line>'
    return format_html_join("", line, strokes)
