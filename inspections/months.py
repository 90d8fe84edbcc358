"""Which month's account a reader means, and how its parties are graded for the screen."""

from decimal import Decimal
from functools import cache

from django.db.models import Count, DecimalField, Exists, OuterRef, Q, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from assistance.models import Visit
from inspections.models import AccountMonth, AccountRule, CarriedLine, LateEntry, Objection
from inspections.models.account import AccountState, Outcome, PartyLevel, Verdict
from povertyapp.core.models import Area
from povertyapp.core.models.area import COUNTY_DIGITS, LEVEL_BY_LENGTH, TOWNSHIP_DIGITS, Level
from povertyapp.core.written import Given, Written

# Visits that no account counted: those of the month itself, and those of earlier months shown in this one.
OF_MONTH, EARLIER = "month", "earlier"
# Lines of the month before that were made up since.
CARRIED = "carried"
NEAR, PENDING = "near", "pending"
SO_FAR = "settled_so_far"
# What is said of a verdict before entry ends: then nobody owes, and nobody is through.
BEFORE_THE_END = {Verdict.NOT_SETTLED: PENDING, Verdict.SETTLED: SO_FAR}


def months_of(county_code, numbers=()):
    """Return the newest account of each month of a county that was computed or asked for, newest first.

    `numbers` names parameters of the month that come along as `number_0`, `number_1`…

    That a month exists, its state and its fingerprint are no secret to whoever may open account pages. What
    is in it, each reader asks for with `visible_to`.
    """
    return _months(numbers).ask(county=county_code)


@cache
def _months(numbers):
    """Return the query for it, written once: all pages of the account ask it."""
    rows = _newest(AccountMonth.objects.filter(area=Given("county")))
    named = {f"number_{n}": KT(f"parameters__{name}") for n, name in enumerate(numbers)}
    return Written(_with_limits(rows).annotate(**named))


def stamps_of(county_code):
    """Return of the same accounts what says whether any is another: their months, versions, states and moments, and
    whether a line is under review. Their limits and numbers take ten times as long to read."""
    return _stamps().ask(county=county_code)


@cache
def _stamps():
    rows = _newest(AccountMonth.objects.filter(area=Given("county"))).annotate(has_disputes=_disputed())
    told = (
        "pk",
        "area_id",
        "month",
        "version",
        "state",
        "computed_at",
        "cutoff_at",
        "closed_at",
        "has_disputes",
    )
    return Written(rows.values_list(*told, named=True))


def _newest(accounts):
    known = accounts.exclude(computed_at=None, state=AccountState.OPEN)
    return known.order_by("-month", "-version").distinct("month")


def newest_with_figures(accounts):
    """Return the newest month of `months_of` that has figures, as text; blank where none has."""
    return next((account.month for account in accounts if account.computed_at), "")


def versions_of(county_code, period):
    """Return the versions of a county's month that have figures, newest first, each with what it follows and why."""
    rows = AccountMonth.objects.filter(area=county_code, month=str(period)).exclude(computed_at=None)
    why = ("restated__objection", "restated__approved_by", "restated__previous")
    return list(_with_limits(rows).select_related(*why).order_by("-version"))


def _with_limits(accounts):
    """Add the limits that a month was judged by and whether a line of it is under review, and leave its long texts in
    the database."""
    number = DecimalField(max_digits=7, decimal_places=2)
    return accounts.defer("rules", "parameters").annotate(
        has_disputes=_disputed(),
        settled_score=Cast(KT("parameters__account.settled_score"), number),
        near_margin=Cast(KT("parameters__account.fair_margin"), number),
    )


def _disputed():
    return Exists(Objection.objects.open().filter(account__area=OuterRef("area"), month=OuterRef("month")))


def newest_accounts(period, version=None):
    """Return the newest version of a month's account, or that one, in each county where it was computed, as ids."""
    rows = AccountMonth.objects.filter(month=str(period)).exclude(computed_at=None)
    rows = rows.filter(version=version) if version else rows
    return list(rows.order_by("area_id", "-version").distinct("area_id").values_list("pk", flat=True))


def rules_of(account):
    """Return the rules of a month as they were then, in their order."""
    return list(AccountRule.objects.filter(account=account).order_by("bit"))


def rule_of(account, code):
    """Return one rule of a month as it was then; None where the month had none of that code."""
    return next(iter(_rule().ask(account=account.pk, rule=code)), None)


@cache
def _rule():
    return Written(AccountRule.objects.filter(account=Given("account"), rule=Given("rule")).order_by())


def rules_of_places(account):
    """Return the rules of a month under which places have figures."""
    return [rule for rule in rules_of(account) if is_of_places(rule)]


def is_of_places(rule):
    """Say whether places have figures under a rule: not under those of units about the helpers they sent, who help
    in several places."""
    return not (rule.is_about_parties and rule.party_level == PartyLevel.COUNTY_UNIT)


def place_of(user, asked=""):
    """Return the place that a reader means: the one asked for, else where he stands; None for nowhere.

    A place that he may not see is none. Above a county it is the first county with an account: the county is
    the unit of the account.
    """
    if not asked:
        place = _stand_of(user)
        if place and len(place.code) >= COUNTY_DIGITS:
            return place
    seen = Area.objects.visible_to(user)
    if asked:
        return seen.filter(pk=asked, level__in=(Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE)).first()
    return seen.filter(_has_account(user)).order_by("pk").first()


def round_of(user, code):
    """Return the places through which a projected page leads from one: what lies above it first, if the reader sees
    that, then those beside it; from a county, those in it."""
    above = code[: TOWNSHIP_DIGITS if len(code) > TOWNSHIP_DIGITS else COUNTY_DIGITS]
    head = above if any(above.startswith(own) for own in user.area_codes) else code
    return list(
        Area.objects.visible_to(user).filter(Q(pk=head) | Q(parent=head), valid_to=None).order_by("pk")
    )


def counties_of(user):
    """Return the counties with an account that a reader may see who stands above them; none for all others."""
    if user.area_codes and min(map(len, user.area_codes)) >= COUNTY_DIGITS:
        return []
    return list(Area.objects.visible_to(user).filter(_has_account(user), level=Level.COUNTY).order_by("pk"))


def _has_account(user):
    return Q(pk__in=AccountMonth.objects.visible_to(user).values("area"))


def _stand_of(user):
    codes = user.area_codes
    return next((grant.area for grant in user.grants_today if grant.area_id in codes), None)


def level_of(code):
    """Return the level of a place by the length of its code; None for anything else."""
    return LEVEL_BY_LENGTH.get(len(code))


def late_visits(user, account, code, kind):
    """Return the visits in a place that the user may see and that came after the cut-off.

    `kind` is `month` (of the account's own month, since its cut-off) or `earlier` (of earlier months, shown
    once, in this account).
    """
    seen = Visit.objects.visible_in(user, code)
    if kind == EARLIER:
        return seen.filter(pk__in=LateEntry.objects.shown_in(account).values("visit"))
    return seen.entered_since(account.cutoff_at, account.period)


def late_counts(user, account, code):
    """Return kind → number of late visits, and of lines that were made up, in one query."""
    parts = [
        late_visits(user, account, code, kind)
        .order_by()
        .annotate(kind=Value(kind))
        .values("kind")
        .annotate(n=Count("pk"))
        for kind in (OF_MONTH, EARLIER)
    ]
    made_up = CarriedLine.objects.visible_in(user, code).filter(account=account).order_by()
    parts.append(made_up.annotate(kind=Value(CARRIED)).values("kind").annotate(n=Count("pk")))
    return {row["kind"]: row["n"] for row in parts[0].union(*parts[1:], all=True)}


def is_near(account, party, has_hard_miss=False):
    """Say whether a party stands within `account.fair_margin` points of the limit with no hard line failed.

    A display grade, never a verdict (decisions.md).
    """
    if party.score is None or has_hard_miss or party.verdict == Verdict.FALSIFIED:
        return False
    if party.verdict == Verdict.NOT_SETTLED and party.score >= account.settled_score:
        return False  # above the limit and yet unsettled: a hard line failed
    return abs(party.score - account.settled_score) <= account.near_margin


def may_miss_hard(party):
    """Say whether a party may have missed a hard line, where its lines are not at hand."""
    return party.verdict != Verdict.SETTLED


def is_provisional(account):
    """Say whether the figures are of a month whose entry had not ended: what is missing is still to come."""
    return account.computed_at < account.cutoff_at


def shown_verdict(account, verdict):
    """Return the state that a verdict is shown with: before entry ends 欠账 is 未到期 and 交清 is 暂交清."""
    return BEFORE_THE_END.get(verdict, verdict) if is_provisional(account) else verdict


def shown_score(account, score):
    """Return a score as it is shown: before entry ends there is none, as duties that are not due yet weigh in it."""
    return None if is_provisional(account) else score


def missing_word(account):
    """Return over what the numbers of unmet lines stand: before entry ends they are still to come, then they are
    owed."""
    return _("还差（项）") if is_provisional(account) else _("欠（项）")


def shown_outcome(account, outcome):
    """Return the state that the outcome of a line is shown with: before entry ends nothing has failed yet."""
    if outcome == Outcome.FAILED and is_provisional(account):
        return PENDING
    return "falsified_line" if outcome == Outcome.FALSIFIED else outcome


def grade(account, party, has_hard_miss=False):
    """Return (state, word) as a party is shown: 交清 near the limit is 临界, 欠账 near it stays 欠账."""
    if is_provisional(account):
        return shown_verdict(account, party.verdict), None
    near = is_near(account, party, has_hard_miss)
    if near and party.verdict == Verdict.SETTLED:
        return NEAR, None
    if near:
        return party.verdict, _("欠账（临界）")
    return party.verdict, None


def rate(whole, missing):
    """Return what is not missing as per cent with one decimal; with something missing it never reads 100."""
    if not whole:
        return None
    share = (Decimal(whole - missing) * 100 / whole).quantize(Decimal("0.1"))
    if missing and share >= 100:
        share = Decimal("99.9")
    return share
