"""Money moves here and nowhere else: arrival, integration, allotment, payment, and taking one of them back."""

from funds.services.money.limits import OverBalance, yuan
from funds.services.money.lines import adopt_plan, edit_line, open_line
from funds.services.money.moving import allot, integrate, pay, receive
from funds.services.money.reversing import reverse, reverse_all

__all__ = [
    "OverBalance",
    "adopt_plan",
    "allot",
    "edit_line",
    "integrate",
    "open_line",
    "pay",
    "receive",
    "reverse",
    "reverse_all",
    "yuan",
]
