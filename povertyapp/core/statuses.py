"""One vocabulary of status for screen and paper: five cues, each a glyph, a word, a pattern and a colour.

Domain states keep their own words; here each is given the cue that it is shown with (ux 3).
"""

from typing import NamedTuple

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from povertyapp.core.text import Text


class Cue(NamedTuple):
    """How a state is shown: `key` is the CSS class after `st-`, `glyph` survives grey printers."""

    key: str
    glyph: str
    word: Text


# U+FE0E asks for the text form: without it phones paint ✔ and ✖ as coloured pictures.
GOOD = Cue("good", "✔\ufe0e", _("合格"))
WARN = Cue("warn", "▲", _("提醒"))
BAD = Cue("bad", "✖\ufe0e", _("阻断"))
NONE = Cue("none", "○", _("缺"))
REVIEW = Cue("review", "◆", _("复核中"))

CUES = {cue.key: cue for cue in (GOOD, WARN, BAD, NONE, REVIEW)}

VERDICTS = {
    "settled": GOOD._replace(word=_("交清")),
    "settled_so_far": GOOD._replace(word=_("暂交清")),
    "near": WARN._replace(word=_("临界")),
    "not_settled": BAD._replace(word=_("欠账")),
    "falsified": BAD._replace(word=_("假账")),
    "no_account": NONE._replace(word=_("本月无账")),
    "under_objection": REVIEW._replace(word=_("复核中")),
}
OUTCOMES = {
    "met": GOOD._replace(word=_("完成")),
    "partial": WARN._replace(word=_("部分完成")),
    "failed": BAD._replace(word=_("未完成")),
    "excused": NONE._replace(word=_("免责")),
    "falsified_line": BAD._replace(word=_("作假")),
    "pending": NONE._replace(word=_("未到期")),
}
FIGURES = {
    "reached": GOOD._replace(word=_("达到")),
    "short": BAD._replace(word=_("没有达到")),
}
POVERTY = {
    "in_poverty": NONE._replace(word=_("未脱贫")),
    "pre_exit": REVIEW._replace(word=_("预脱贫")),
    "exited": GOOD._replace(word=_("已脱贫")),
    "returned_to_poverty": BAD._replace(word=_("返贫")),
}
RECTIFICATION = {
    "not_started": NONE._replace(word=_("未启动")),
    "found": NONE._replace(word=_("未启动")),
    "analysed": NONE._replace(word=_("未启动")),
    "assigned": NONE._replace(word=_("未启动")),
    "planned": NONE._replace(word=_("未启动")),
    "in_progress": WARN._replace(word=_("整改中")),
    "submitted": REVIEW._replace(word=_("待验收")),
    "verified": REVIEW._replace(word=_("已验收")),
    "closed": GOOD._replace(word=_("已销号")),
    "closed_late": GOOD._replace(word=_("逾期销号")),
    "sent_back": BAD._replace(word=_("退回")),
    "reopened": BAD._replace(word=_("反弹")),
    "overdue": BAD._replace(word=_("逾期")),
}
# How far behind a measure is, as `grade:<grade>`; the words stand in inspections.choices. The word says how far.
GRADES = {
    "grade:blue": REVIEW,
    "grade:yellow": WARN,
    "grade:orange": WARN,
    "grade:red": BAD,
    "grade:black": BAD,
}
# The states of procedures, as `case:<state>`; their own words stand in households.steps. Others are on the way.
PROCEDURES = {
    "case:on_the_way": REVIEW,
    "case:new": NONE,
    "case:assisted": GOOD,
    "case:exited": GOOD,
    "case:closed": GOOD,
    "case:risk_removed": GOOD,
    "case:rejected": BAD,
    "case:removed_as_error": BAD,
    "case:returned_to_poverty": BAD,
    "case:closed_natural": NONE,
    "case:clue": WARN,
    "case:monitored": WARN,
}
# The states of cases of accountability, as `action:<state>`; their own words stand in inspections.choices.
ACTIONS = {
    "action:proposed": WARN,
    "action:served": REVIEW,
    "action:decided": WARN,
    "action:issued": WARN,
    "action:appealed": REVIEW,
    "action:executed": GOOD,
    "action:fulfilled": GOOD,
    "action:not_fulfilled": BAD,
    "action:exonerated": GOOD,
    "action:revoked": NONE,
    "action:withdrawn": NONE,
}
# The stages of projects and the states of claims, as `project:<stage>` and `claim:<state>`; their own words stand in
# funds.choices. Others are on the way.
PROJECTS = {
    "project:on_the_way": REVIEW,
    "project:draft": NONE,
    "project:in_library": GOOD,
    "project:closed": GOOD,
    "project:reimbursed": GOOD,
    "project:returned": BAD,
    "project:rejected": BAD,
    "project:removed_from_library": NONE,
    "project:suspended": WARN,
    "project:cancelled": NONE,
    "claim:filed": WARN,
    "claim:passed": REVIEW,
    "claim:settled": GOOD,
    "claim:returned": BAD,
}
ACCOUNTS = {
    "open": NONE._replace(word=_("未出账")),
    "computing": REVIEW._replace(word=_("正在计算")),
    "draft": WARN._replace(word=_("草稿")),
    "locked": GOOD._replace(word=_("已锁定")),
}
JOBS = {
    "queued": NONE._replace(word=_("排队")),
    "running": REVIEW._replace(word=_("正在办")),
    "done": GOOD._replace(word=_("已完成")),
    "refused": BAD._replace(word=_("没有办成")),
    "failed_job": BAD._replace(word=_("出错")),
    "cancelled": NONE._replace(word=_("已取消")),
}
IMPORTS = {
    "uploaded": NONE._replace(word=_("待对列")),
    "checking": REVIEW._replace(word=_("正在预检")),
    "checked": WARN._replace(word=_("待确认")),
    "applying": REVIEW._replace(word=_("正在导入")),
    "applied": GOOD._replace(word=_("已导入")),
    "undoing": REVIEW._replace(word=_("正在撤销")),
    "undone": NONE._replace(word=_("已撤销")),
    "replaced": NONE._replace(word=_("已换新文件")),
}
SEVERITIES = {
    "hint": NONE._replace(word=_("提示")),
    "error": BAD,
    "blocking": BAD,
    "warning": WARN,
    "info": NONE._replace(word=_("提示")),
}

STATES = {
    **PROCEDURES,
    **GRADES,
    **ACTIONS,
    **PROJECTS,
    **CUES,
    **SEVERITIES,
    **JOBS,
    **IMPORTS,
    **ACCOUNTS,
    **FIGURES,
    **POVERTY,
    **RECTIFICATION,
    **OUTCOMES,
    **VERDICTS,
}


def cue_for(state, word=None):
    """Return the cue of a state; `word` replaces the usual word. A state not listed is shown as ○."""
    cue = STATES.get(str(state or ""), NONE)
    return cue._replace(word=word) if word else cue


def tag(state, word=None, plain=False, title=""):
    """Return a state as glyph, word and colour; `plain` is for work that is done.

    Without a template: a page shows hundreds of them.
    """
    cue = cue_for(state, word)
    return format_html(
        '<span class="st st-{}{}"{}><span class="st-g" aria-hidden="true">{}</span>{}</span>',
        cue.key,
        " st-plain" if plain else "",
        format_html(' title="{}"', title) if title else "",
        cue.glyph,
        cue.word,
    )


def state_text(row):
    """Return the state of a row as a cell of text shows it, glyph and word."""
    cue = cue_for(row.state)
    return f"{cue.glyph} {cue.word}"
