"""The documents are true to the code: what they name exists, and what is printed is fresh."""

import io
import re

import pytest
from django.apps import apps
from django.core import management
from django.core.management import call_command, find_commands, get_commands

from inspections.demo.logins import LOGINS
from povertyapp.celery import app as celery_app
from povertyapp.core.fields import EncryptedTextField
from povertyapp.core.models import RuleParameter
from povertyapp.core.rules import RULES, named_parameters
from tests.house.documents import (
    FENCE,
    LINK,
    PAGES,
    ROOT,
    SPAN,
    fault_of,
    headings,
    is_file,
    read_settings,
    spans,
    table_under,
)

# Django's own that only connect as the owner here.
DJANGOS = find_commands(management.__path__[0])
OURS = ("povertyapp.core", "households", "assistance", "funds", "inspections")
COMMAND = re.compile(r"(?:script/manage|manage\.py) ([a-z_]+)")


def ids(pages):
    return [str(page.relative_to(ROOT)) for page in pages]


every_page = pytest.mark.parametrize("page", PAGES, ids=ids(PAGES))


@every_page
def test_what_a_page_names_exists(page):
    assert [fault for text in spans(page) if (fault := fault_of(text))] == []


@every_page
def test_links_lead_somewhere(page):
    broken = []
    for target in LINK.findall(FENCE.sub("", page.read_text("utf-8"))):
        path, _, anchor = target.partition("#")
        if target.startswith(("http://", "https://")):
            continue
        other = page.parent / path if path else page
        if not other.exists() or (anchor and anchor not in headings(other)):
            broken.append(target)
    assert broken == []


def test_contributing_leads_to_every_recipe():
    told = {
        target for target in LINK.findall((ROOT / "CONTRIBUTING.md").read_text("utf-8")) if "howto" in target
    }
    assert told == {str(page.relative_to(ROOT)) for page in (ROOT / "docs" / "howto").glob("*.md")}


@every_page
def test_commands_of_a_page_exist(page):
    named = set(COMMAND.findall(page.read_text("utf-8"))) - {"compile"}
    assert named <= set(get_commands())


@pytest.mark.django_db
def test_parameters_that_pages_name_exist():
    known = set(RuleParameter.objects.values_list("name", flat=True))
    groups = "|".join({name.split(".")[0] for name in known})
    parameter = re.compile(rf"(?:{groups})\.[\w<>.-]+")
    named = {
        text for page in PAGES for text in spans(page) if parameter.fullmatch(text) and not is_file(text)
    }
    assert named
    planned = {"account.HA-C1.weight"}  # decision 7: what a later rule will bring
    assert {text for text in named if "<" not in text} - known - planned == set()


@pytest.mark.django_db
def test_parameters_that_rules_name_exist():
    known = set(RuleParameter.objects.values_list("name", flat=True))
    assert {name for rule in RULES.values() for name in named_parameters(rule.text)} <= known


def test_rules_page_is_fresh():
    out = io.StringIO()
    call_command("rules", stdout=out)
    assert out.getvalue() == (ROOT / "docs" / "rules.md").read_text("utf-8"), (
        "docs/rules.md is older than the rules: script/manage rules > docs/rules.md"
    )


def test_first_pages_stay_short():
    for name in ("README.md", "CONTRIBUTING.md"):
        assert len((ROOT / name).read_text("utf-8").splitlines()) <= 85, name


def test_readme_tells_every_command_and_no_other():
    told = [row[0].strip("`").split()[0] for row in table_under("README.md", "## Commands")]
    assert sorted(told) == sorted(
        name for name, app in get_commands().items() if app in OURS and name not in DJANGOS
    )


def test_readme_tells_every_demo_login():
    told = [row[0].strip("`") for row in table_under("README.md", "## Demo logins")]
    assert told == [login.username for login in LOGINS]


def test_settings_table_is_that_of_the_code():
    told = {row[0].strip("`"): row[1] for row in table_under("docs/operations.md", "## Settings")}
    read = read_settings("povertyapp/settings.py") | read_settings("deploy/gunicorn.conf.py")
    assert set(told) == set(read)
    assert {name: told[name] for name, default in read.items() if default not in (None, told[name])} == {}


def test_timetable_is_that_of_beat():
    told = {row[0].strip("`") for row in table_under("docs/operations.md", "## Timetable")}
    assert told == set(celery_app.conf.beat_schedule)


def test_operations_tells_every_variable_of_the_example():
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    names = {match[1] for line in lines if (match := re.match(r"#?([A-Z_]+)=", line))}
    assert names <= set(spans(ROOT / "docs" / "operations.md"))


def test_security_tells_every_sealed_column():
    told = (ROOT / "SECURITY.md").read_text("utf-8").split("**Sealed in the database**")[1].split("\n\n")[0]
    sealed = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.fields
        if isinstance(field, EncryptedTextField) and not hasattr(model, "pgh_tracked_model")
    }
    assert {text for text in SPAN.findall(told) if text[0].isupper()} == sealed


def test_decisions_are_numbered_and_say_why():
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        text = page.read_text("utf-8")
        assert text.startswith(f"# {int(page.name[:4])}. ")
        assert all(f"**{part}.**" in text for part in ("Context", "Decision", "Consequence")), page.name
