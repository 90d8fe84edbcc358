"""The people of a household. Nobody is deleted: who died or left is kept with the change and not counted."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from households.choices import GONE, IdType, MemberChange, Sex
from households.identity import (
    CARD_DIGITS,
    ID_DIGITS,
    birth_and_sex,
    hashes_of,
    judged,
    normalised_id,
)
from households.models import HouseholdMember
from households.services.changing import check_known, create, given_reason, locked, write
from households.services.labour import refresh_labour_capability
from households.services.turns import keep_turns, replace_turn
from povertyapp.core import clock
from povertyapp.core.aftermath import records_changed
from povertyapp.core.history import because
from povertyapp.core.names import pinyin_key

# Keys, what follows from other columns, and what `record_member_change` writes.
_OWN = {"id", "area", "household", "person_no", "id_hash", "id_tail_hash", "name_pinyin"}
_OWN |= {"id_fault", "card_state"}
_UNSTATED = (None, "", Sex.UNKNOWN, Sex.NOT_STATED)
FACTS = tuple(f.name for f in HouseholdMember._meta.fields if f.name not in _OWN)


@transaction.atomic
def add_member(*, by, household, person_no, name, reason, place="", **facts):
    """Enter a person into a household; size and labour of the household follow. Return the member.

    Birthday and sex are taken from a valid ID number where they are not given. `change_kind` and `changed_on`
    may say how the person came (birth, marriage, moving in), and `place` from where.
    """
    check_known(facts, FACTS)
    household = locked(household)
    facts = _with_verdicts(_with_derived({"name": name, **facts}))
    _check_identity(household, facts)
    _check_change(facts.get("change_kind", ""), facts.get("changed_on"), facts.get("birth_date"))
    member = HouseholdMember(household=household, area_id=household.area_id, person_no=person_no, **facts)
    with because(by=by, reason=given_reason(reason)):
        create(member, by=by, reason=reason)
        keep_turns(member=member, place=place, reason=reason)
        _follow(household)
    _tell_namesakes(member, {member.id_hash})
    return member


@transaction.atomic
def correct_member(*, by, member, reason, seen="", **changes):
    """Correct columns of a member; size and labour of the household follow. Return the member."""
    check_known(changes, FACTS)
    household = locked(member.household)
    row = locked(member)
    changes = _with_verdicts(_with_derived(changes, id_type=row.id_type), row)
    if changes.get("id_number", row.id_number) != row.id_number:
        _check_identity(household, changes, but=row)
    if changes.keys() & {"change_kind", "changed_on", "birth_date"}:
        after = {name: changes.get(name, getattr(row, name)) for name in _CHANGE}
        _check_change(**after)
    before, hash_before = (row.change_kind, row.changed_on), row.id_hash
    with because(by=by, reason=given_reason(reason)):
        if write(row, changes, by=by, reason=reason, seen=seen):
            replace_turn(row, before)
            _follow(household)
    _tell_namesakes(row, {hash_before, row.id_hash})
    return row


@transaction.atomic
def record_member_change(*, by, member, kind, on, reason, place=""):
    """Record that a member died or left (the kinds in `choices.GONE`) or came back; return the member.

    The row stays; whoever is gone is no longer counted. `place` says where to, or where from. A person who is
    new to the household is entered by `add_member`.
    """
    household = locked(member.household)
    row = locked(member)
    _check_turn(row, kind, on)
    _check_change(kind, on, row.birth_date)
    with because(by=by, reason=given_reason(reason)):
        write(row, {"change_kind": kind, "changed_on": on}, by=by, reason=reason)
        keep_turns(member=row, place=place, reason=reason)
        _follow(household)
    _tell_namesakes(row, {row.id_hash})
    return row


def _check_turn(row, kind, on):
    """Refuse a change that does not fit whether the person is there."""
    facts = {"name": row.name, "kind": row.get_change_kind_display(), "day": row.changed_on}
    if kind in GONE and row.is_gone:
        raise ValidationError(
            {"kind": _("%(name)s 已登记为“%(kind)s”，不用再登记；登记错了请用“修改”更正。") % facts}
        )
    if kind not in GONE and not row.is_gone:
        raise ValidationError({"kind": _("%(name)s 在户内；新增的人请用“新增成员”。") % facts})
    if kind not in GONE and row.change_kind == MemberChange.DEATH:
        raise ValidationError({"kind": _("%(name)s 已登记为死亡；登记错了请用“修改”更正。") % facts})
    if row.changed_on and on and on < row.changed_on:
        raise ValidationError({"on": _("变动日期不能早于上一次变动（%(day)s）。") % facts})


_CHANGE = ("change_kind", "changed_on", "birth_date")


def _with_derived(facts, id_type=IdType.RESIDENT):
    """Return the facts with what follows from them: hashes, pinyin key, birthday and sex."""
    facts = dict(facts)
    if "name" in facts:
        facts["name_pinyin"] = pinyin_key(facts["name"])
    if "id_number" in facts:
        facts["id_number"] = (facts["id_number"] or "").strip().upper()
        facts["id_hash"], facts["id_tail_hash"] = hashes_of(facts["id_number"])
        said = _said_by_number(facts["id_number"], facts.get("id_type", id_type))
        for name, value in (said or {}).items():
            if facts.get(name) in _UNSTATED:
                facts[name] = value
            elif facts[name] != value:
                raise ValidationError({name: _("与证件号码里的不一致，请核对。")})
    return facts


def _with_verdicts(facts, row=None):
    """Return the facts with what the numbers in them are worth, beside those that the row keeps."""
    if not facts.keys() & {"id_number", "disability_card"}:
        return facts
    numbers = [facts.get(name, getattr(row, name, "")) or "" for name in ("id_number", "disability_card")]
    return facts | dict(zip(("id_fault", "card_state"), judged(*numbers), strict=True))


def _said_by_number(number, id_type):
    """Return birthday and sex as the number says; ValidationError for a number that cannot be."""
    if not number:
        return None
    lengths = {IdType.DISABILITY: CARD_DIGITS}.get(id_type, (ID_DIGITS,))
    found = birth_and_sex(number)
    if len(normalised_id(number)) != ID_DIGITS or (
        id_type == IdType.DISABILITY and len(number) not in lengths
    ):
        raise ValidationError({"id_number": _("号码应为 18 位（残疾人证 20 或 22 位），请核对。")})
    if found is None:
        raise ValidationError({"id_number": _("号码的校验位或出生日期不对，请对照证件核对。")})
    return {"birth_date": found[0], "sex": found[1]}


def _check_identity(household, facts, but=None):
    """Refuse the same person twice in one household; in another household it is a finding (DQ-37)."""
    if not facts.get("id_hash"):
        return
    same = household.members.present().filter(id_hash=facts["id_hash"])
    if same.exclude(pk=but.pk if but else None).exists():
        raise ValidationError({"id_number": _("这个证件号码已经登记在本户另一名成员名下，请核对号码。")})


def _check_change(change_kind, changed_on, birth_date):
    if bool(change_kind) != bool(changed_on):
        raise ValidationError({"changed_on": _("变动类型和变动日期要一起填。")})
    if changed_on and changed_on > clock.today():
        raise ValidationError({"changed_on": _("变动日期不能晚于今天。")})
    if changed_on and birth_date and changed_on < birth_date:
        raise ValidationError({"changed_on": _("变动日期不能早于出生日期。")})


def _tell_namesakes(row, hashes):
    """Announce the places where somebody has one of these numbers too: whether he is there twice may have changed."""
    others = HouseholdMember.objects.present().filter(id_hash__in=hashes - {""}).exclude(area=row.area_id)
    for area_code in others.order_by().values_list("area", flat=True).distinct():
        records_changed(area_code)


def _follow(household):
    """Let the household's size and labour follow its members; inside the context of the change."""
    size = household.members.present().count()
    if household.size != size:
        household.size = size
        household.save(update_fields=["size", "updated_at"])
    refresh_labour_capability(household=household, on=clock.today())
