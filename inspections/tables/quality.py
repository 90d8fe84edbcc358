"""The columns of findings on the page (ux P11)."""

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from inspections.choices import FAULT_WORDS, VERDICT_WORDS, ClaimStatus, Resolution
from inspections.services.findings.values import in_words
from povertyapp.core import clock
from povertyapp.core.rules import RULES
from povertyapp.core.statuses import tag
from povertyapp.core.text import labelled
from povertyapp.core.views import Column


def rule(finding):
    """Return the rule's code and what is wrong."""
    return f"{finding.rule} {RULES[finding.rule].title}"


def fault(finding):
    return str(FAULT_WORDS[RULES[finding.rule].fault])


def about(finding):
    """Return whom it is about, with the number beneath."""
    return format_html(
        '<span class="name">{}</span> <span class="gap">{}</span>', finding.name, finding.subject_code
    )


def value(finding):
    """Return what stood there when it was found."""
    return "；".join(labelled(label, said) for label, said in in_words(RULES[finding.rule], finding.value))


def due(finding):
    """Return the deadline, marked when it has passed."""
    if finding.cleared_at:
        return str(Resolution(finding.resolution).label)
    if finding.due_on and finding.due_on < clock.today():
        return format_html("<time>{}</time> <strong>▲ {}</strong>", finding.due_on, _("已过期"))
    return finding.due_on


FINDING_COLUMNS = (
    Column("rule", _("规则"), rule, order="rule"),
    Column("fault", _("类别"), fault),
    Column("about", _("对象"), about),
    Column("village", _("村"), "area.short_name", order="area_id"),
    Column("value", _("原值"), value),
    Column("found", _("发现日期"), lambda finding: clock.day_of(finding.found_at),
           order="found_at"),
    Column("due", _("整改期限"), due, order="due_on"),
)  # fmt: skip


def claim_state(claim):
    """Return how far a claim is: glyph, word, colour."""
    expired = claim.status == ClaimStatus.ACCEPTED and claim.valid_until < clock.today()
    state = {ClaimStatus.ASKED: "review", ClaimStatus.ACCEPTED: "good", ClaimStatus.REFUSED: "bad"}
    state |= dict.fromkeys((ClaimStatus.WITHDRAWN, ClaimStatus.VOID), "none")
    return tag("none", _("已到期")) if expired else tag(state[claim.status], claim.get_status_display())


CLAIM_COLUMNS = (
    Column("rule", _("规则"), rule, order="rule"),
    Column("subject", _("编号"), "subject_code"),
    Column("village", _("村"), "area.short_name", order="area_id"),
    Column("reason", _("理由"), "reason"),
    Column("state", _("状态"), claim_state, order="status"),
    Column("asked_by", _("说明人"), "asked_by"),
    Column("checked_by", _("核实人"), "checked_by"),
    Column("until", _("有效期至"), "valid_until", order="valid_until"),
)

VERDICT_CUES = {"rounded": "good", "truncated": "good", "mismatch": "bad"}


def verdict(figure):
    """Return the verdict: glyph, word, colour."""
    return tag(VERDICT_CUES[figure.verdict], VERDICT_WORDS[figure.verdict])


def exact(figure):
    """Return the quotient, with two places more than were published."""
    return f"{figure.exact:.{figure.places + 2}f}%"


def implied(figure):
    """Return the numerator or the denominator that the published percentage would need (T-02)."""
    if figure.verdict != "mismatch" or not figure.percent:
        return ""
    numerator = figure.denominator * figure.percent / 100
    denominator = figure.numerator * 100 / figure.percent
    return _("分子 %(a)s，或分母 %(b)s") % {"a": f"{numerator:,.1f}", "b": f"{denominator:,.1f}"}


PUBLISHED_COLUMNS = (
    Column("name", _("指标"), "name", order="name"),
    Column("unit", _("公布单位"), "unit", order="unit"),
    Column("published_on", _("公布日期"), "published_on", order="published_on"),
    Column("numerator", _("分子"), lambda figure: figure.numerator.normalize(), numeric=True),
    Column("denominator", _("分母"), lambda figure: figure.denominator.normalize(), numeric=True),
    Column("published", _("公布的写法"), "published_text", numeric=True),
    Column("exact", _("实际"), exact, numeric=True),
    Column("verdict", _("比对"), verdict),
    Column("implied", _("按公布数推算"), implied),
)
