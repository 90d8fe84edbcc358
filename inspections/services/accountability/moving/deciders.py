"""Who may decide in a case, and who has done so already."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from inspections.choices.accountability import Actor, Body
from inspections.models import AccountabilityStep
from inspections.services.accountability.common import has_seat, is_party, made_it


def faults_of_decider(by, case, body, day):
    """Return why somebody may not decide; what only this person's seat can give is PermissionDenied."""
    if not has_seat(by, case, body, day):
        raise PermissionDenied(
            _("由%(body)s的成员决定，您不是它登记在册的成员。") % {"body": Body(body).label}
        )
    if is_party(case, by):
        yield _("您是本案当事人，不能决定；请由其他成员决定。")
    if made_it(case, by):
        yield _("所依据的账、验收或线索由您计算、锁定、验收或录入，请由其他成员决定。")
    yield from decided_before(by, case)


def decided_before(by, case):
    """Yield a fault where the same natural person has decided in this case."""
    deciding = AccountabilityStep.objects.filter(
        action=case, acting_as__in=(Actor.BODY, Actor.ABOVE, Actor.CHECKER)
    ).select_related("actor", "joined_by")
    persons = {step.actor.person for step in deciding} | {
        step.joined_by.person for step in deciding if step.joined_by
    }
    if by.person in persons:
        yield _("本案上一次决定是您作出的，请由其他成员决定。")
