"""What stands on the notice of who gets which house: those of a site, or one household by its number."""

from django.utils.translation import gettext as _

from funds.choices.notices import NoticeSubject
from funds.choices.relocation import CaseStatus
from funds.models import RelocationCase
from funds.noticed import NoticeEntry, noticed
from households.exit_tests import exit_bar


@noticed(NoticeSubject.SITE)
def houses_of_site(rows, code, kind):
    """Yield a line for each household of a site whose house is accepted and has no key yet."""
    yield from _houses(rows(RelocationCase).filter(site__code=code))


@noticed(NoticeSubject.RELOCATION)
def house(rows, code, kind):
    """Yield the line of one household."""
    yield from _houses(rows(RelocationCase).filter(no=code))


def _houses(cases):
    found = cases.filter(status=CaseStatus.ACCEPTED).select_related("household", "area", "site")
    for case in found.order_by("no"):
        where = case.site.name if case.site else case.get_settlement_display()
        facts = {"where": where, "n": case.persons, "m2": f"{case.dwelling_m2.normalize():f}"}
        item = _("%(where)s，%(n)d 人，%(m2)s 平方米") % facts
        yield NoticeEntry(
            case.household.head_name, case.area.short_name, item, None, NoticeSubject.RELOCATION, case.no
        )


@exit_bar
def no_exit_before_the_key(household, day):
    """Say why a household that is to be moved may not exit: it has no key yet (B1.1/10, B15)."""
    case = household.relocations.standing().filter(listed__isnull=False).first()
    if case is None or (case.keys_on is not None and case.keys_on <= day):
        return ""
    words = _("易地搬迁 %(no)s 现在是“%(state)s”，还没有交钥匙，不能脱贫；交钥匙以后再办（B15）。")
    return words % {"no": case.no, "state": case.get_status_display()}
