"""What somebody tries by SQL, with the rights of the application, that the database must refuse each time: one person
in two roles that exclude each other, and a change to a closed month."""

from django.db import DatabaseError, connection, transaction

from inspections.choices.accountability import STEPS
from inspections.models import AccountabilityAction, AccountMonth, AccountSeal
from povertyapp.core.models import RoleGrant, User

MENDER, RULER, TWICE, FROZEN = "mender = verifier", "ruler = party", "one person twice", "frozen month"
OF_A_CASE = {"decided", "issued", "appealed", "executed"}
# Tables of a version, and the column that says of which.
TABLES = {
    **{
        f"inspections_account_{part}": "account_id"
        for part in ("party", "unit_line", "rule", "fact", "tally", "carried")
    },
    "inspections_accountmonth": "id",
    "inspections_accountversion": "account_id",
    "inspections_accountchange": "account_id",
    "inspections_monthseal": "account_id",
    "inspections_frozeninput": "account_id",
}
COPIES = {table: f"INSERT INTO {table} SELECT * FROM {table}" for table in list(TABLES)[:6]}
FALSE = {
    "inspections_account_party": "verdict = 'settled'",
    "inspections_account_unit_line": "outcome = 'met'",
    "inspections_accountmonth": "state = 'open'",
    "inspections_accountversion": "reason = 'x'",
    "inspections_accountchange": "after = 'x'",
    "inspections_monthseal": "digest = 'x'",
    "inspections_frozeninput": "rows = 0",
}


class Attempts:
    """`attempted` and `refused` count by kind; what was let pass is a fault."""

    def acts_of_somebody_at_the_database(self):
        return [
            (self.verifies_own_work, 5), (self.rules_in_own_case, 5), (self.decides_twice, 5),
            (self.changes_a_version, 15),
        ]  # fmt: skip

    def attempt(self, kind, statement, values):
        """Try it; what changes no row is no attempt."""
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement, values)
                changed = cursor.rowcount
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        except DatabaseError:
            self.attempted[kind] += 1
            self.refused[kind] += 1
            return
        if changed:
            self.attempted[kind] += 1
            self.faults.append(f"{kind}: the database let pass {statement % tuple(map(repr, values))}")

    def account_of(self, user):
        """Return one of the accounts of a natural person."""
        person = user.main_account_id or user.pk
        mine = [person, *User.objects.filter(main_account=person).order_by("pk").values_list("pk", flat=True)]
        return self.random.choice(mine)

    def verifies_own_work(self):
        measure = self.measure()
        mender = self.random.choice([measure.submitted_by, measure.answered_by, measure.signed_by])
        if mender:
            self.attempt(
                MENDER,
                "UPDATE inspections_rectificationmeasure SET verified_by_id = %s, verified_on = current_date"
                " WHERE id = %s",
                [self.account_of(mender), measure.pk],
            )

    def rules_in_own_case(self):
        objection = self.objection()
        if objection is None:
            return
        months = AccountMonth.objects.filter(area=objection.account.area_id, month=objection.month)
        closers = [month.closed_by for month in months.filter(version=1) if month.closed_by]
        signers = [seal.signed_by for seal in AccountSeal.objects.filter(account__in=months)]
        holders = [
            grant.user for grant in RoleGrant.objects.filter(area=objection.code, role="cadre").order_by("pk")
        ]
        user = self.random.choice([objection.filed_by, *holders, *closers, *signers])
        self.attempt(
            RULER,
            "UPDATE inspections_objection SET ruled_by_id = %s, ruled_at = now(), ruling = 'x', status = 'corrected'"
            " WHERE id = %s",
            [self.account_of(user), objection.pk],
        )

    def decides_twice(self):
        keys = AccountabilityAction.objects.filter(state__in=OF_A_CASE).order_by("pk")
        if not (keys := list(keys.values_list("pk", flat=True))):
            return
        case = AccountabilityAction.objects.get(pk=self.random.choice(keys))
        steps = [step for step in STEPS if step.was == case.state and step.decides]
        deciders = [
            user
            for step in case.steps.filter(acting_as__in=("body", "above")).order_by("number")
            for user in (step.actor, step.joined_by)
            if user
        ]
        step, user = self.random.choice(steps), self.random.choice(deciders)
        self.attempt(
            TWICE,
            "INSERT INTO inspections_accountabilitystep (action_id, area_id, number, from_state, to_state, acting_as,"
            " actor_id, decided_on, recorded_at, reason, paper, facts)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, now(), 'x', 'x', '{}')",
            [case.pk, case.area_id, case.step + 1, step.was, step.to, step.actor, self.account_of(user), self.day],
        )  # fmt: skip

    def changes_a_version(self):
        """Change, take out or add rows of a version that is closed, or of what is kept beside it."""
        account, table = self.random.choice(list(self.frozen)), self.random.choice(list(TABLES))
        column = TABLES[table]
        change = FALSE.get(table, "account_id = account_id")
        statements = [
            f"UPDATE {table} SET {change} WHERE {column} = %s",
            f"DELETE FROM {table} WHERE {column} = %s",
        ]
        if table in COPIES:
            statements.append(f"{COPIES[table]} WHERE {column} = %s")
        self.attempt(FROZEN, self.random.choice(statements), [account])
