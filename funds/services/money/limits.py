"""What every act on money asks before it moves any: amounts that are amounts, days that can be, money that is there."""

from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.utils.translation import gettext as _

from funds.choices.money import MoneyState
from funds.models import Balance, Payment
from povertyapp.core import clock
from povertyapp.core.errors import Conflict

FEN = Decimal("0.01")
MOST = Decimal("9999999999999999.99")  # what the column holds


class OverBalance(Conflict):
    """More was asked for than there is: the answer says both figures, and what would be accepted."""

    def __init__(self, sentence, *, asked, available):
        self.facts = {"asked": f"{asked:.2f}", "available": f"{available:.2f}"}
        super().__init__(sentence % {"asked": f"{asked:,.2f}", "available": f"{available:,.2f}"})


def yuan(amount):
    """Return an amount as exact yuan and fen; ValidationError for what is none, TypeError for a float."""
    if isinstance(amount, float):
        raise TypeError("money is never a float")
    try:
        exact = Decimal(amount)
        if not exact.is_finite() or exact != exact.quantize(FEN):
            raise ValidationError({"amount": _("金额最多两位小数，请改为元角分。")})
    except (InvalidOperation, TypeError, ValueError):
        raise ValidationError({"amount": _("金额要写数字，单位是元。")}) from None
    if exact <= 0:
        raise ValidationError({"amount": _("金额要大于零。")})
    if exact > MOST:
        raise ValidationError({"amount": _("金额太大，请核对单位是不是元。")})
    return exact.quantize(FEN)


def refused(errors):
    """Raise all that was found at once, by field."""
    if errors:
        raise ValidationError(errors)


def day_errors(on, *, name, not_before, because):
    """Return what is wrong with a day: still to come, or before what it follows."""
    if on > clock.today():
        return {name: _("日期不能晚于今天。")}
    if not_before and on < not_before:
        return {name: because % {"day": not_before.isoformat()}}
    return {}


def balance_of(line, state, allotment=None):
    """Return what an account holds now. Ask under the lock of the line."""
    found = Balance.objects.filter(line=line, state=state, slot=allotment.pk if allotment else 0)
    return found.values_list("amount", flat=True).first() or Decimal("0.00")


def take_from(line, state, amount, allotment=None):
    """Refuse with both figures where an account holds less than is asked for."""
    available = balance_of(line, state, allotment)
    if amount > available:
        raise OverBalance(sentence_of(state), asked=amount, available=available)


def sentence_of(state):
    """Return the sentence of too little in an account."""
    return {
        MoneyState.HELD: _(
            "要整合 %(asked)s 元，这笔资金到账未整合的只有 %(available)s 元；最多可整合 %(available)s 元（LF-36）。"
        ),
        MoneyState.POOL: _(
            "要动用 %(asked)s 元，这笔资金整合未下达的只有 %(available)s 元；最多可动用 %(available)s 元（C3）。"
        ),
        MoneyState.ALLOTTED: _(
            "要动用 %(asked)s 元，这笔下达未支付的只有 %(available)s 元；最多可动用 %(available)s 元（C3）。"
        ),
        MoneyState.PAID: _("要冲销 %(asked)s 元，已支付的只有 %(available)s 元。"),
        MoneyState.SOURCE: _("要冲销 %(asked)s 元，已到账的只有 %(available)s 元。"),
    }[state]


def take_from_claim(claim, amount):
    """Refuse with both figures where more is asked for than is left of a claim. Ask under the lock of its project."""
    if claim is None:
        return
    paid = Payment.objects.standing().filter(claim=claim).aggregate(paid=Sum("amount"))["paid"] or 0
    if amount > claim.amount - paid:
        sentence = _(
            "要支付 %(asked)s 元，这张报账单还没付的只有 %(available)s 元；最多可支付 %(available)s 元（LF-42）。"
        )
        raise OverBalance(sentence, asked=amount, available=claim.amount - paid)
