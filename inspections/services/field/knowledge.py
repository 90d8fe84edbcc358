"""一口清 (LF-15): facts of drawn households are asked of who is on a resident post, and held against the record."""

import secrets
from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assistance.models import AssistanceMeasure, Post
from households.models import Household
from inspections import sampling
from inspections.choices import AskedFact, RoundState, Said
from inspections.models import KnowledgeCheck, KnowledgeQuestion
from inspections.services.field.comparing import registered_of
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.history import because
from povertyapp.core.parameters import Parameters

SEED_BYTES = 16


@transaction.atomic
def draw_questions(*, by, round, post: Post, seed="") -> KnowledgeCheck:
    """Draw the questions for one person on a resident post and keep the right answers; once a round and person.

    ValidationError: not a resident post, his own unit, the round is reported, or too little is on record.
    """
    today = clock.today()
    if not post.is_resident or (post.to_date and post.to_date < today):
        raise ValidationError({"post": _("一口清只抽问在岗的第一书记和驻村工作队员。")})
    if round.state != RoundState.OPEN:
        raise ValidationError({"round": _("这一轮检查已经报告，不能再抽问；请在另一轮检查里抽问。")})
    own = getattr(by, "helper", None) or getattr(by, "official", None)
    if own and own.unit_id and own.unit_id == post.official.unit_id:
        raise ValidationError({"post": _("您和他来自同一个单位，请由别的检查人抽问。")})
    value = Parameters(post.area_id, today)
    asked = facts_of_village(post.area_id, today)
    seed = seed or secrets.token_hex(SEED_BYTES)
    units = [sampling.Unit(f"{home.household_no}:{fact}") for home, fact in asked]
    drawn = sampling.draw(units, seed, int(value("check.knowledge_questions")))
    if not drawn:
        raise ValidationError({"post": _("这个村没有可以抽问的农户档案，请另选一人。")})
    known = {f"{home.household_no}:{fact}": (home, fact, words) for (home, fact), words in asked.items()}
    made = KnowledgeCheck(
        round=round, post=post, area_id=post.area_id, seed=seed, made_at=clock.now(), asked_by=by,
        asked=len(drawn), pass_share=value.number("check.knowledge_pass"),
    )  # fmt: skip
    made.validate_unique()
    made.validate_constraints()
    with because(by=by, reason=_("一口清出题")):
        made.save()
        KnowledgeQuestion.objects.bulk_create(
            KnowledgeQuestion(
                knowledge=made, area_id=made.area_id, number=one.order,
                household=known[one.unit.code][0], fact=known[one.unit.code][1], expected=known[one.unit.code][2],
            )
            for one in drawn
        )  # fmt: skip
    return made


def facts_of_village(code, today):
    """Return (household, fact) → what the record says, for all that is on record of the village's households."""
    homes = list(Household.objects.in_area(code).filter(left_register_on=None).order_by("household_no"))
    known = registered_of(homes, today)
    names: dict[int, int] = defaultdict(int)
    for row in AssistanceMeasure.objects.in_force(today).filter(household__in=homes):
        names[row.household_id] += 1
    found: dict[tuple[Household, str], str] = {}
    for home in homes:
        facts = known[home.pk]
        said = {
            AskedFact.SIZE: _("%(n)s 人") % {"n": facts.size} if facts.size else "",
            AskedFact.CAUSE: home.get_main_cause_display() if home.main_cause else "",
            AskedFact.STATUS: home.get_poverty_status_display(),
            AskedFact.HELPER: home.helper_name,
            AskedFact.MEASURES: _("%(n)s 项") % {"n": names[home.pk]},
            AskedFact.LAND: _("%(n)s 亩") % {"n": f"{facts.land.normalize():f}"} if facts.land else "",
        }
        found |= {(home, fact): str(words) for fact, words in said.items() if words}
    return found


@transaction.atomic
def record_knowledge(*, by, knowledge: KnowledgeCheck, said: dict[int, tuple[str, str]]) -> KnowledgeCheck:
    """Write down how each question was answered, by who drew them; passed from the share that was asked for.

    `said` maps the number of a question to one of `Said` and the words. Conflict when that was done.
    """
    row = KnowledgeCheck.objects.select_for_update(of=("self",)).get(pk=knowledge.pk)
    if row.asked_at is not None:
        raise Conflict(_("这次抽问已经记录，不能再改。"))
    if row.asked_by_id != by.pk:
        raise ValidationError(_("要由出题的检查人自己提问和记录。"))
    questions = list(row.questions.all())
    errors = {f"said_{q.number}": _("请选一个答案。") for q in questions if q.number not in said}
    if errors:
        raise ValidationError(errors)
    for question in questions:
        question.said, question.words = said[question.number]
    row.right = sum(question.said == Said.RIGHT for question in questions)
    row.passed = row.right >= row.pass_share * row.asked
    row.asked_at = clock.now()
    with because(by=by, reason=_("一口清抽问")):
        KnowledgeQuestion.objects.bulk_update(questions, ["said", "words"])
        row.save()
    return row
