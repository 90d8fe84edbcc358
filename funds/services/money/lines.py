"""Lines of money and the yearly plan: what is said of them. What they hold is moved elsewhere."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from funds.choices.money import EntryKind
from funds.models import FundLine, IntegrationPlan
from funds.services.money.entries import again, digest_of, post, repeated, write
from funds.services.money.limits import day_errors, refused, yuan
from povertyapp.core.errors import Conflict
from povertyapp.core.history import because
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level

CHANNEL = ("year", "level", "origin", "kind", "purpose", "owner_unit")
NUMBER_DIGITS = 3


@transaction.atomic
def open_line(*, by, county, amount, key="", **facts):
    """Enter a line of money that came down to the county, with what arrived of it; return it.

    `facts` are the columns of the line. The same key again returns the same line. ValidationError says all that is
    wrong at once; Conflict where the line is there already.
    """
    amount = yuan(amount)
    digest = digest_of("open", by=by and by.pk, county=county.pk, amount=amount, **facts)
    Area.objects.select_for_update(no_key=True).get(pk=county.pk)  # one number is given at a time
    if known := repeated(key, digest):
        return again(known.line)
    line = FundLine(area=county, **facts)
    _check(line, county)
    line.code = _next_code(county, line.year)
    with because(by=by, reason=_("登记资金来源")):
        line.save(force_insert=True)
    entry = write(
        by=by, line=line, kind=EntryKind.ARRIVAL, amount=amount, on=line.arrived_on, key=key, digest=digest,
        document=line.document_no,
    )  # fmt: skip
    post(entry)
    return line


def _check(line, county):
    errors: dict = {}
    if county.level != Level.COUNTY:
        errors["area"] = _("资金登记到县，请选一个县。")
    try:
        line.full_clean(exclude=["code"])
    except ValidationError as found:
        errors |= found.error_dict if hasattr(found, "error_dict") else {}
    if line.arrived_on:
        errors |= day_errors(line.arrived_on, name="arrived_on", not_before=None, because="")
    refused(errors)


def _next_code(county, year):
    begins = f"{county.pk}-{year}-"
    last = FundLine.objects.filter(code__startswith=begins).aggregate(last=Max("code"))["last"]
    return f"{begins}{int(last.rsplit('-', 1)[1]) + 1 if last else 1:0{NUMBER_DIGITS}d}"


@transaction.atomic
def edit_line(*, by, line, reason="", **facts):
    """Put right what is said of a line. What was integrated keeps its channel and its use (LN-27): ValidationError."""
    stored = FundLine.objects.select_for_update(no_key=True).get(pk=line.pk)
    changed = {name for name, value in facts.items() if getattr(stored, name) != value}
    errors: dict = {}
    if (stuck := changed & set(CHANNEL)) and FundLine.objects.with_money().get(pk=line.pk).integrated:
        said = _("已有资金整合，渠道不乱、用途不变：这一项不能再改。确属登记错误，先把整合冲销。")
        errors = dict.fromkeys(stuck, said)
    for name, value in facts.items():
        setattr(stored, name, value)
    try:
        stored.full_clean()
    except ValidationError as found:
        errors |= found.error_dict if hasattr(found, "error_dict") else {}
    refused(errors)
    with because(by=by, reason=reason or _("更正资金来源")):
        stored.save()
    return stored


@transaction.atomic
def adopt_plan(*, by, county, year, plan=None, reason="", **facts):
    """Enter or put right the county's integration plan of a year (LF-36); what it lacks is shown, not refused."""
    plan = plan or IntegrationPlan(area=county)
    plan.year = year
    for name, value in facts.items():
        setattr(plan, name, value)
    errors = {}
    if county.level != Level.COUNTY:
        errors["area"] = _("整合方案登记到县。")
    errors |= day_errors(plan.adopted_on, name="adopted_on", not_before=None, because="")
    if plan.filed_on:
        early = _("报备日期不能早于印发日期 %(day)s。")
        errors |= day_errors(plan.filed_on, name="filed_on", not_before=plan.adopted_on, because=early)
    refused(errors)
    plan.full_clean()
    try:
        with transaction.atomic(), because(by=by, reason=reason or _("登记整合方案")):
            plan.save()
    except IntegrityError as error:
        raise Conflict(_("刚刚有人登记了这一年度的整合方案，请刷新后再看。")) from error
    return plan
