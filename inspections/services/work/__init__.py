"""Rounds of training of clerks and of clean-up of the books, and the registers that townships keep of them."""

from inspections.services.work.clerks import clerks_of, untrained_clerks
from inspections.services.work.registering import record_training, record_village
from inspections.services.work.rounds import edit_round, make_round, withdraw_round

__all__ = [
    "clerks_of",
    "edit_round",
    "make_round",
    "record_training",
    "record_village",
    "untrained_clerks",
    "withdraw_round",
]
