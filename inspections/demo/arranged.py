"""How the demo's people arrange their lists: filters that a township shares, a table of the office, one reminder."""

from assistance.bulk import REMIND
from households.models import Household
from inspections.bulk import TOWNSHIPS, URGE_MEASURES, URGE_TOWNSHIPS
from inspections.models import AccountMonth, LedgerItem, PartyAccount
from inspections.parties import with_missing
from povertyapp.core.bulk import run_bulk
from povertyapp.core.list_settings import save_filter
from povertyapp.core.models import BulkRun

LIST = "households:list"
REMINDED = 20


def arrange_some(*, users, township):
    """Keep a filter that the township shares and a table of the office, and remind helpers of visits once."""
    if BulkRun.objects.in_area(township.code).exists():
        return 0
    save_filter(
        by=users["township"],
        page=LIST,
        name="因病致贫未脱贫户",
        query="main_cause=illness&poverty_status=in_poverty",
        shared_with=township,
    )
    save_filter(
        by=users["office"],
        page="inspections:pivot",
        name="各乡镇致贫原因",
        query="of=households&rows=township&columns=main_cause&figure=count",
    )
    # The one helper with a login among the others, so that some can be reminded and others not.
    data, rows = {"rule": "LF-14"}, Household.objects.visible_to(users["township"]).select_related("area")
    own = rows.filter(assignments__helper__user=users["helper"]).order_by("area_id", "household_no")
    chosen = {home.pk: home for home in (*own, *rows.order_by("area_id", "household_no")[:REMINDED])}
    steps = REMIND.plan(by=users["township"], rows=list(chosen.values()), data=data)
    if all(step.reason for step in steps):
        return 0
    run = run_bulk(
        by=users["township"],
        action=REMIND,
        list_name=LIST,
        steps=steps,
        data=data,
        back_url="/households/?owes=LF-14",
    )
    _urge_measures(users["office"])
    _urge_to_hand_in(users["office"], township)
    return run.done


def _urge_measures(office):
    """Let the office urge those who carry out the first measures of its ledger."""
    rows = LedgerItem.objects.visible_to(office).select_related("problem", "measure__problem", "area")
    chosen = list(rows.order_by("problem_id", "pk")[:REMINDED])
    _urge(office, URGE_MEASURES, "inspections:ledger", chosen)


def _urge_to_hand_in(office, township):
    """Let the office urge the township to hand in the newest month; the others it has still to urge."""
    account = AccountMonth.objects.in_area(township.county_code).order_by("-month", "-version").first()
    party = PartyAccount.objects.visible_to(office).filter(account=account, code=township.code)
    if account:
        chosen = list(with_missing(party, account.month).select_related("account"))
        _urge(office, URGE_TOWNSHIPS, TOWNSHIPS, chosen)


def _urge(office, action, name, chosen):
    steps = action.plan(by=office, rows=chosen, data={})
    if any(not step.reason for step in steps):
        run_bulk(by=office, action=action, list_name=name, steps=steps, data={})
