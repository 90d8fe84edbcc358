"""Lines of money and projects that may have it: the defaults may be integrated, allotted and paid."""

import datetime as dt
import itertools
from decimal import Decimal

from funds.choices.projects import ProjectKind, ProjectNature, Stage
from funds.models import BankRow, Benefit, Project
from funds.services.money import adopt_plan, allot, integrate, open_line, pay
from tests.households.factories import COUNTY

ARRIVED, TODAY = dt.date(2017, 3, 1), dt.date(2017, 3, 20)
_numbers = itertools.count(1)


def make_line(by, county, amount="100000.00", integrated="0", **facts):
    """A line of 2017 with so much arrived and so much of it integrated."""
    usual = {
        "year": 2017,
        "name": f"农田水利资金第{next(_numbers)}笔",
        "level": "central",
        "document_no": "鄂财农〔2017〕8 号",
        "arrived_on": ARRIVED,
        "origin": "stock",
        "in_scope": True,
        "kind": "farm_fund",
        "purpose": "农田水利设施建设",
        "owner_unit": "县水利局",
        "planned": Decimal(amount),
    }
    line = open_line(by=by, county=county, amount=Decimal(amount), **usual | facts)
    if Decimal(integrated):
        integrate(
            by=by, line=line, amount=Decimal(integrated), on=line.arrived_on, document="来整合〔2017〕1 号"
        )
    return line


def make_project(area, *households, **facts):
    """A project in the library, entered from a paper, that benefits these households."""
    number = next(_numbers)
    usual = {
        "number": f"XM-2017-{number:04d}",
        "county_id": COUNTY,
        "name": f"茶园管护第{number}期",
        "year": 2017,
        "kind": ProjectKind.INDUSTRY,
        "nature": ProjectNature.NEW,
        "budget": Decimal("10000000.00"),
        "performance_goal": "户均增收一千元",
        "stage": Stage.IN_LIBRARY,
        "stage_since": dt.date(2017, 1, 5),
        "in_library_on": dt.date(2017, 1, 5),
        "recorded_from": "2017 年项目台账",
    }
    project = Project.objects.create(area=area, **usual | facts)
    for household in households:
        Benefit.objects.create(
            area_id=household.area_id, project=project, household=household, what="茶苗", amount=1000
        )
    return project


def make_allotment(by, line, project, amount="50000.00"):
    return allot(
        by=by,
        line=line,
        project=project,
        amount=Decimal(amount),
        on=line.arrived_on,
        document="来财农〔2017〕3 号",
    )


def make_payment(by, allotment, amount="1000.00", **facts):
    usual = {"payee": "" if "household" in facts else "来凤县茶叶公司"}
    return pay(by=by, allotment=allotment, amount=Decimal(amount), on=allotment.allotted_on, **usual | facts)


def money_of_the_world(people, home):
    """What the doors of money lead to: a line, the plan of its year, a movement, an allotment, a payment to a home."""
    county = people.places.county
    line = make_line(people.finance, county, integrated="60000", name="独有的资金")
    allotment = make_allotment(people.finance, line, make_project(home.area, home, name="独有的项目"))
    payment = make_payment(people.finance, allotment, household=home)
    plan = adopt_plan(by=people.finance, county=county, year=2017, document_no="独有", adopted_on=ARRIVED)
    said = BankRow.objects.create(
        area=county, happened_on=TODAY, document_no="独有的流水", amount=Decimal("77.70"), payee="独有的收款人",
        recorded_from="银行对账单",
    )  # fmt: skip
    return {
        "bank_row_pk": said.pk,
        "fund_code": line.code,
        "fund_plan_pk": plan.pk,
        "entry_pk": payment.entry_id,
        "allotment_pk": allotment.pk,
        "payment_pk": payment.pk,
    }
