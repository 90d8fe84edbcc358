"""Lists of the facts of a month."""

from django.db.models import Case, CharField, F, Q, Value, When

from povertyapp.core.scoping import ScopedQuerySet


class AccountFactQuerySet(ScopedQuerySet):
    """Facts of a month: a household with one of its helpers, a bit per rule. `rule` is an `AccountRule`."""

    def owing(self, rule):
        """Facts on which that rule fell due, annotated with what was `owed`, `done` and `struck` out."""
        due = self.filter(account_id=rule.account_id, population=rule.population)
        place = rule.slot - 1
        return due.alias(due_bit=F("due").bitand(rule.mask)).filter(due_bit__gt=0).annotate(
            owed=F(f"required__{place}"), done=F(f"delivered__{place}"), struck=F(f"voided__{place}")
        )  # fmt: skip

    def with_outcome(self, rule):
        """Facts on which that rule fell due, each with its `outcome` (rulebook D2), in the words of the view
        `inspections_account_line`."""
        partly = Q(done__gt=0) if rule.allows_part else Q(pk__in=[])
        outcome = Case(
            When(falsified_bit__gt=0, then=Value("falsified")),
            When(excused_bit__gt=0, then=Value("excused")),
            When(missed_bit=0, then=Value("met")),
            When(partly, then=Value("partial")),
            default=Value("failed"),
            output_field=CharField(),
        )
        bits = {f"{mask}_bit": F(mask).bitand(rule.mask) for mask in ("falsified", "excused", "missed")}
        return self.owing(rule).alias(**bits).annotate(outcome=outcome)


class LateEntryQuerySet(ScopedQuerySet):
    """Late visits, each shown in one month."""

    def shown_in(self, account):
        """Late visits of a month: those that its first version listed stand in all that follow it."""
        return self.filter(account__area=account.area_id, account__month=account.month)
