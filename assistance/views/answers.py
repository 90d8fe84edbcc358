"""How a visit reads on a page: its answers in words, and whether it counts."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.choices import Channel, MemberMove, Need

ANSWERS = ("met", "people_change", "guarantees", "last_promise", "satisfaction")
DETAILS = {
    "member_moves": (gettext_lazy("人口变化"), MemberMove),
    "member_note": (gettext_lazy("是谁，什么时候"), None),
    "needs": (gettext_lazy("有问题的方面"), Need),
    "need_note": (gettext_lazy("问题"), None),
    "promise_reason": (gettext_lazy("没办的原因"), None),
    "channel": (gettext_lazy("登记的方式"), None),
    "signature": (gettext_lazy("签字"), None),
    "remark": (gettext_lazy("备注"), None),
}


def answers(visit):
    """Return the answers given on a visit, as label and value, in the order of the form."""
    found = [
        {"label": visit._meta.get_field(name).verbose_name, "value": getattr(visit, f"get_{name}_display")()}
        for name in ANSWERS
        if getattr(visit, name)
    ]
    found += [
        {"label": label, "value": in_words(visit.detail[name], words)}
        for name, (label, words) in DETAILS.items()
        if visit.detail.get(name)
    ]
    for name in ("content", "solved", "photo_count", "is_signed"):
        value = getattr(visit, name)
        if value not in ("", None, 0):
            found.append({"label": visit._meta.get_field(name).verbose_name, "value": value})
    return found


def in_words(value, words):
    """Return a follow-up answer in words."""
    if words is None:
        return str(value)
    labels = dict(words.choices)
    return "、".join(str(labels.get(one, one)) for one in value)


def promise(visit):
    """Return what was agreed for next time, or None."""
    if visit is None or not visit.next_promise:
        return None
    return {"text": visit.next_promise, "due": visit.next_promise_on}


def said(visit):
    """Return in one line what a visit brought: its content, or what was found wrong."""
    notes = (visit.content, visit.detail.get("member_note"), visit.detail.get("need_note"), visit.solved)
    return "；".join(note for note in notes if note)


def counted(visit, is_late, by_its_helper):
    """Say whether a visit counts for its month, and why not."""
    if visit.voided_at:
        return {"state": "bad", "word": _("已核销"), "why": ""}
    if is_late:
        why = _("录入时间晚于当月录入截止，在下月的账里列为补报，不改变已锁定的数。")
        return {"state": "warn", "word": _("补报"), "why": why}
    if visit.channel != Channel.HOME:
        return {"state": "none", "word": _("计联系"), "why": _("不是入户，只算联系，不算当月入户。")}
    if not by_its_helper:
        why = _("走访人不是这一户当天的帮扶责任人，只算联系，不算当月入户。")
        return {"state": "none", "word": _("计联系"), "why": why}
    return {"state": "met", "word": _("计入当月入户"), "why": ""}
