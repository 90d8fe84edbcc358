"""Who belongs to whom: head, spouse, relations, and the count of members."""

from collections.abc import Iterator

from households.choices import FEMALE_RELATIONS, MALE_RELATIONS, Relation, Sex
from households.importing.checks.base import Context, Over, check
from households.importing.rows import MemberRow, RosterHousehold
from households.importing.words import labels
from households.labour import years_between
from povertyapp.core.workbooks import Finding

GENERATION_YEARS = 14
YOUNGER = {
    Relation.SON,
    Relation.DAUGHTER,
    Relation.DAUGHTER_IN_LAW,
    Relation.SON_IN_LAW,
    Relation.GRANDSON,
    Relation.GRANDDAUGHTER,
    Relation.GRANDSON_BY_DAUGHTER,
    Relation.GRANDDAUGHTER_BY_DAUGHTER,
    Relation.GREAT_GRANDSON,
    Relation.GREAT_GRANDDAUGHTER,
}
OTHER_SEX: dict[str, str] = {
    Relation.SON: Relation.DAUGHTER,
    Relation.SON_IN_LAW: Relation.DAUGHTER_IN_LAW,
    Relation.GRANDSON: Relation.GRANDDAUGHTER,
    Relation.GRANDSON_BY_DAUGHTER: Relation.GRANDDAUGHTER_BY_DAUGHTER,
    Relation.FATHER: Relation.MOTHER,
    Relation.WIFES_FATHER: Relation.WIFES_MOTHER,
    Relation.HUSBANDS_FATHER: Relation.HUSBANDS_MOTHER,
    Relation.GRANDFATHER: Relation.GRANDMOTHER,
    Relation.MATERNAL_GRANDFATHER: Relation.MATERNAL_GRANDMOTHER,
    Relation.NEPHEW: Relation.NIECE,
    Relation.GREAT_GRANDSON: Relation.GREAT_GRANDDAUGHTER,
}
OTHER_SEX |= {other: one for one, other in OTHER_SEX.items()}
# A nephew may be as old as his uncle.
OTHER_GENERATION = frozenset(OTHER_SEX) - {Relation.NEPHEW, Relation.NIECE}


@check("RELATION_SEX_CONFLICT", Over.MEMBER)
def relation_and_sex(members: list[MemberRow], context: Context) -> Iterator[Finding]:
    for member in members:
        wrong = (member.relation in MALE_RELATIONS and member.known_sex == Sex.FEMALE) or (
            member.relation in FEMALE_RELATIONS and member.known_sex == Sex.MALE
        )
        if wrong:
            meant = labels(Relation).get(OTHER_SEX.get(member.relation, ""))  # an uncle has no counterpart
            yield member.at("与户主关系", "RELATION_SEX_CONFLICT", expected=meant)


@check("RELATION_AGE_CONFLICT", Over.HOUSEHOLD)
def relation_and_age(households: list[RosterHousehold], context: Context) -> Iterator[Finding]:
    for household in households:
        if len(household.heads) != 1 or not household.heads[0].born:
            continue
        head = household.heads[0].born
        for member in household.members:
            if not member.born or member.relation not in OTHER_GENERATION:
                continue
            elder, younger = (head, member.born) if member.relation in YOUNGER else (member.born, head)
            if years_between(elder, younger) < GENERATION_YEARS:
                yield member.at("与户主关系", "RELATION_AGE_CONFLICT")


@check("SPOUSE_SEX_CONFLICT", Over.HOUSEHOLD)
def spouse_and_sex(households: list[RosterHousehold], context: Context) -> Iterator[Finding]:
    for household in households:
        if len(household.heads) != 1:
            continue
        head = household.heads[0]
        for member in household.members:
            if member.relation == Relation.SPOUSE and member.known_sex and member.known_sex == head.known_sex:
                meant = Sex.FEMALE if head.known_sex == Sex.MALE else Sex.MALE
                yield member.at("性别", "SPOUSE_SEX_CONFLICT", expected=labels(Sex)[meant])


@check("HH_TWO_SPOUSES", Over.HOUSEHOLD)
def two_spouses(households: list[RosterHousehold], context: Context) -> Iterator[Finding]:
    for household in households:
        spouses = [member for member in household.present if member.relation == Relation.SPOUSE]
        for member in spouses[1:]:
            yield member.at("与户主关系", "HH_TWO_SPOUSES")


@check("HH_NO_HEAD", Over.HOUSEHOLD)
def no_head(households: list[RosterHousehold], context: Context) -> Iterator[Finding]:
    for household in households:
        unread = any("与户主关系" in member.errors for member in household.members)
        if not household.heads and not unread:
            yield household.at("与户主关系", "HH_NO_HEAD")


@check("HH_TWO_HEADS", Over.HOUSEHOLD)
def two_heads(households: list[RosterHousehold], context: Context) -> Iterator[Finding]:
    for household in households:
        heads = [member for member in household.heads if not member.is_dead]
        named = [member for member in heads if member.plain_name == household.facts.head_name]
        keeper = named[0] if named else (heads[0] if heads else None)
        for member in heads:
            if member is not keeper:
                yield member.at("与户主关系", "HH_TWO_HEADS")


@check("HH_HEAD_NAME_MISMATCH", Over.HOUSEHOLD)
def head_name(households: list[RosterHousehold], context: Context) -> Iterator[Finding]:
    for household in households:
        written = household.facts.head_name
        if len(household.heads) == 1 and written and household.heads[0].name:
            meant = household.heads[0].plain_name
            if written != meant:
                yield household.at("户主姓名", "HH_HEAD_NAME_MISMATCH", expected=meant)


@check("DEATH_COUNTED", Over.HOUSEHOLD)
def death_counted(households: list[RosterHousehold], context: Context) -> Iterator[Finding]:
    for household in households:
        for member in household.members:
            if member.is_dead and household.facts.size == len(household.members):
                yield member.at("人数", "DEATH_COUNTED", expected=len(household.present))


@check("HH_COUNT_MISMATCH", Over.HOUSEHOLD)
def count_mismatch(households: list[RosterHousehold], context: Context) -> Iterator[Finding]:
    for household in households:
        size, counted = household.facts.size, len(household.present)
        dead_counted = counted < len(household.members) == size
        if size is not None and size != counted and not dead_counted:
            yield household.at("人数", "HH_COUNT_MISMATCH", expected=counted)
