"""Print docs/rules.md: every rule of the house, from the registry that the account and the checks read."""

from django.core.management.base import BaseCommand, no_translations

from povertyapp.core.rules import Kind, Population, Rule, named_parameters, rules_of

HEAD = """\
# Rules

Printed by `script/manage rules`; a test fails when this page is older than the code. The first line of each text
is the clause as people read it on screen. What a duty weighs and whether it is hard stands in the parameters
`account.<obligation>.weight` and `account.<obligation>.hard`; every number of a rule is a `RuleParameter`, set by
area and date. Codes are those of the sources and are never used twice.
"""
TITLES = {
    Kind.DUTY: "Duties: lines of the monthly hard account",
    Kind.DATA: "Data faults: findings in the records",
    Kind.FIGURE: "Figures",
}


class Command(BaseCommand):
    help = "Print docs/rules.md from the registered rules."
    requires_system_checks: list[str] = []

    @no_translations
    def handle(self, *args, **options):
        self.stdout.write(page(), ending="")


def page() -> str:
    """Return the whole page. Needs no database."""
    parts = [HEAD]
    for kind, title in TITLES.items():
        rules = rules_of(kind)
        if rules:
            parts += [f"\n## {title}\n", *map(entry, rules)]
    return "".join(parts)


def entry(rule: Rule) -> str:
    """Return the section of one rule."""
    facts = [*_of_its_kind(rule), f"Basis: {rule.basis}. Kept by: {rule.owner}."]
    if parameters := named_parameters(rule.text):
        facts.append(f"Parameters: {', '.join(f'`{name}`' for name in parameters)}.")
    if rule.until:
        facts.append(f"In force until {rule.until}.")
    facts.append(f"Code: `{rule.condition.__module__}.{rule.condition.__qualname__}`.")
    listed = "".join(f"- {fact}\n" for fact in facts)
    return f"\n### {rule.code} {rule.title}\n\n{rule.text}\n\n{listed}"


def _of_its_kind(rule: Rule) -> list[str]:
    over = rule.over.name if isinstance(rule.over, Population) else rule.over.__name__
    if rule.kind == Kind.DUTY:
        part = " Can be met in part." if rule.allows_part else ""
        return [f"Owed by the {rule.party} as {rule.obligation}; judged over `{over}`.{part}"]
    if rule.kind == Kind.DATA:
        return [f"Class of fault: {rule.fault}; judged over `{over}`."]
    return [f"Judged over `{over}`."]
