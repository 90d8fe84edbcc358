"""The append-only double entry of the county's money (reliability-security F2): entries, their legs, and balances."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from funds.choices.money import OF_LINE, EntryKind, MoneyState
from funds.models.columns import money, person
from funds.models.fund_line import FundLine
from funds.models.money_guards import ARRIVAL_GUARD, MOVE_BALANCES, entry_is_whole
from funds.querysets.money import EntryQuerySet, PostingQuerySet
from povertyapp.core.functions import OwnersTrigger
from povertyapp.core.history import kept
from povertyapp.core.scoping import ScopedModel

_DECLARED = [("e", "funds_fundentry%ROWTYPE"), ("was", "funds_fundentry%ROWTYPE"), ("fits", "boolean")]


def _whole(entry):
    return pgtrigger.Trigger(
        name="entry_is_whole",
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        timing=pgtrigger.Deferred,
        declare=_DECLARED,
        func=entry_is_whole(entry),
    )


@kept
class FundEntry(ScopedModel):
    """One movement of money (凭证), made once: what, how much, on which day, by which paper, by whom.

    It is put right by another entry that takes all of it back. `key` is the caller's name for the act: the same
    key never moves money twice.
    """

    FOLLOWS = "line"

    line = models.ForeignKey(FundLine, models.PROTECT, related_name="entries", verbose_name=_("资金来源"))
    kind = models.CharField(_("事项"), max_length=10, choices=EntryKind)
    amount = money(_("金额"))
    happened_on = models.DateField(_("日期"))
    document_no = models.CharField(_("文号或凭据"), max_length=100, blank=True)
    reverses = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reversed_by",
        verbose_name=_("冲销的凭证"),
    )
    reason = models.CharField(_("理由"), max_length=200, blank=True)
    key = models.CharField(max_length=80, null=True, blank=True, unique=True, editable=False)  # noqa: DJ001 - none is no key
    digest = models.CharField(max_length=64, editable=False)
    # The act that it belongs to, where that may be taken back as a whole (`povertyapp.core.undo`): an import.
    act = models.UUIDField(null=True, editable=False)
    made_by = person(_("经办人"), null=True, blank=True)
    made_at = models.DateTimeField(_("录入时间"), default=timezone.now)

    objects: ClassVar = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("资金凭证")
        ordering = ["-happened_on", "-pk"]
        indexes = [
            models.Index(fields=["line", "happened_on"], name="entry_by_line_and_day"),
            models.Index(fields=["act"], condition=Q(act__isnull=False), name="entry_by_act"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="entry_moves_something",
                violation_error_message=_("金额要大于零。"),
            ),
            models.CheckConstraint(
                condition=(Q(kind=EntryKind.REVERSAL, reverses__isnull=False) & ~Q(reason=""))
                | (~Q(kind=EntryKind.REVERSAL) & Q(reverses=None)),
                name="reversal_says_what_and_why",
                violation_error_message=_("冲销要写明冲销哪一笔和理由。"),
            ),
        ]
        triggers = [
            _whole("NEW.id"),
            pgtrigger.Trigger(
                name="gift_is_its_line",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__kind=EntryKind.ARRIVAL),
                func=ARRIVAL_GUARD,
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def number(self):
        """Return how the entry is called on paper."""
        return f"{self.happened_on.year}-{self.pk:06d}"


@kept
class Posting(ScopedModel):
    """One leg of an entry: what an account gained or, with a minus, gave."""

    FOLLOWS = "entry"

    entry = models.ForeignKey(FundEntry, models.PROTECT, related_name="postings", verbose_name=_("资金凭证"))
    line = models.ForeignKey(FundLine, models.PROTECT, related_name="postings", verbose_name=_("资金来源"))
    state = models.CharField(_("科目"), max_length=10, choices=MoneyState)
    allotment = models.ForeignKey(
        "funds.Allotment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="postings",
        verbose_name=_("下达"),
    )
    amount = money(_("金额"))

    objects: ClassVar = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = _("分录")
        ordering = ["entry_id", "pk"]
        indexes = [models.Index(fields=["line", "state"], name="posting_by_line_and_state")]
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="posting_moves_something"),
            models.CheckConstraint(
                condition=Q(state__in=OF_LINE, allotment=None)
                | (~Q(state__in=OF_LINE) & Q(allotment__isnull=False)),
                name="posting_has_its_account",
            ),
        ]
        triggers = [
            OwnersTrigger(
                name="balances_follow",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="new_values"),
                func=MOVE_BALANCES,
            ),
            _whole("NEW.entry_id"),
        ]

    def __str__(self):
        return f"{self.get_state_display()} {self.amount}"


class Balance(models.Model):
    """What an account of the double entry holds now. Written by the postings' trigger alone, with the owner's rights.

    Nothing that was not there can be taken: that is its CHECK, whoever writes (reliability-security F1). `slot` is
    the allotment, 0 for an account of the line itself.
    """

    IS_FIXED = True

    line = models.ForeignKey(FundLine, models.PROTECT, related_name="balances")
    state = models.CharField(max_length=10, choices=MoneyState)
    slot = models.BigIntegerField()
    allotment = models.ForeignKey("funds.Allotment", models.PROTECT, null=True, related_name="balances")
    amount = money(_("余额"))

    class Meta:
        verbose_name = _("账户余额")
        constraints = [
            models.UniqueConstraint(fields=["line", "state", "slot"], name="one_balance_an_account"),
            models.CheckConstraint(
                condition=Q(state=MoneyState.SOURCE, amount__lte=0)
                | (~Q(state=MoneyState.SOURCE) & Q(amount__gte=0)),
                name="nothing_taken_that_is_not_there",
            ),
        ]

    def __str__(self):
        return f"{self.get_state_display()} {self.amount}"
