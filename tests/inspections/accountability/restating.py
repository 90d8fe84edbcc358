"""The part of the random walk that goes over objections whose rulings make a new version of a closed month."""

from inspections.models import AccountMonth, Objection, PartyAccount
from inspections.services.objections import (
    Contested,
    file_objection,
    reject_objection,
    rule_objection,
    take_objection,
)

CORRECTIONS = ({"delivered": 1}, {"delivered": 1}, {"excused": True}, {"falsified": True}, {"delivered": 0})


class Restating:
    """Objections filed and ruled on as they should be, and by anybody; each version stays what it was."""

    def acts_on_versions(self):
        return [(self.objects_properly, 4), (self.rules_properly, 10), (self.objects, 3), (self.rules, 8)]

    def begins_with_a_version(self):
        """Restate a month before anything else, so that a short walk has one, and ask the database about it."""
        for _number in range(60):
            if self.passed["restated a month"]:
                break
            self.closes_a_month()
            for act in (self.objects_properly, self.rules_properly, self.rules_properly):
                act()
        self.rules_in_own_case()
        for _number in range(5):
            self.changes_a_version()

    def objects(self):
        self.object(self.anybody())

    def objects_properly(self):
        self.object(self.random.choice((self.people.cadre, self.people.township, self.people.chief)))

    def object(self, by):
        """Object to the line that a village failed, in one of the newest versions."""
        parties = PartyAccount.objects.filter(
            account__in=list(self.frozen)[-4:], level="village", verdict__in=("not_settled", "falsified")
        )
        if not (keys := list(parties.order_by("pk").values_list("pk", flat=True))):
            return
        party = parties.get(pk=self.random.choice(keys))
        key = Contested("village", party.code, "LF-13", "village", party.code, party.code)
        self.tries(
            "objected", lambda: file_objection(by=by, party=party, keys=[key], reason="那一户已有帮扶人")
        )

    def rules(self):
        """Let anybody take up, refuse or rule on any objection."""
        if objection := self.objection():
            act = self.random.choice((take_objection, reject_objection, rule_objection))
            self.rule(act, self.anybody(), objection)

    def rules_properly(self):
        """Let somebody of the level above, mostly, take the next step of an objection that waits."""
        waiting = list(
            Objection.objects.filter(status__in=("filed", "reviewing"))
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        if not waiting:
            return
        objection = Objection.objects.get(pk=self.random.choice(waiting))
        people = self.people
        by = self.random.choice(
            (people.township, people.clerk, people.second, people.office_member, people.other_cadre)
        )
        self.rule(rule_objection if objection.status == "reviewing" else take_objection, by, objection)

    def objection(self):
        keys = list(Objection.objects.order_by("pk").values_list("pk", flat=True))
        return Objection.objects.get(pk=self.random.choice(keys)) if keys else None

    def rule(self, act, by, objection):
        facts = {} if act is take_objection else {"ruling": "核实后答复"}
        if act is rule_objection and self.random.random() < 0.8:
            facts["corrections"] = {
                line: self.random.choice(CORRECTIONS) for line in objection.lines.order_by("pk")
            }
        self.tries(act.__name__, lambda: act(by=by, objection=objection, **facts))
        self.look_at_versions(objection)

    def look_at_versions(self, objection):
        """Take note of a version that was made, and look that those before it are what they were."""
        months = AccountMonth.objects.filter(area=objection.account.area_id, month=objection.month)
        for account in months.order_by("version"):
            if account.pk not in self.frozen:
                if not account.is_closed:
                    self.faults.append(f"frozen month {account}: a version was left half made")
                self.frozen[account.pk] = self.print_of(account.pk)
                self.passed["restated a month"] += 1
            elif self.print_of(account.pk) != self.frozen[account.pk]:
                self.faults.append(f"frozen month {account} changed")
