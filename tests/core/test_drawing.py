"""Migrations draw a model when it is asked for: as Django would, and no others."""

import pytest
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddField
from django.db.migrations.state import ProjectState

from povertyapp.core.management.drawing import DrawnState


@pytest.fixture(scope="module")
def known():
    """What all migrations come to."""
    return MigrationLoader(None).project_state()


@pytest.fixture
def state(known):
    return DrawnState({key: each.clone() for key, each in known.models.items()}, known.real_apps)


def drawn(apps):
    return {(label, name) for label, models in apps.all_models.items() for name in models}


def pointing_at(model):
    links = model._meta.get_fields(include_hidden=True)
    return sorted(link.related_model._meta.label for link in links if link.auto_created and not link.concrete)


def look_of(model):
    """Return what the database and the code of a migration see of a model."""
    options = model._meta
    return {
        "table": options.db_table,
        "columns": [(f.attname, f.db_parameters(connection)) for f in options.local_fields],
        "links": [link.remote_field.through._meta.label for link in options.local_many_to_many],
        "points": {f.name: f.related_model._meta.label for f in options.get_fields() if f.is_relation},
        "pointed": pointing_at(model),
        "managers": [name for name in options.managers_map],
    }


def test_all_models_are_as_django_draws_them(known, state):
    whole = ProjectState({key: each.clone() for key, each in known.models.items()}, known.real_apps).apps
    some = [state.apps.get_model(label, name) for label, name in sorted(known.models)[::5]]
    assert {
        model._meta.label: look_of(model) for model in state.apps.get_models(include_auto_created=True)
    } == {model._meta.label: look_of(model) for model in whole.get_models(include_auto_created=True)}
    assert all(state.apps.get_model(model._meta.label) is model for model in some)


def test_a_model_is_drawn_with_what_it_points_at_and_no_other(state):
    state.apps.get_model("core", "RuleParameter")
    assert {("core", "ruleparameter"), ("core", "area")} <= drawn(state.apps)
    assert not any(
        label in ("households", "assistance", "funds", "inspections") for label, _n in drawn(state.apps)
    )


def test_who_asks_who_points_at_it_gets_all(state):
    assert {"households.Household", "inspections.AccountMonth"} <= set(
        pointing_at(state.apps.get_model("core.Area"))
    )


def test_a_model_that_does_not_exist_is_not_found(state):
    with pytest.raises(LookupError):
        state.apps.get_model("core", "Nothing")


def test_a_change_is_seen_by_all_who_point_at_it_and_not_by_the_state_of_before(state):
    old, untouched = state.apps.get_model("households.Household"), state.apps.get_model("auth.Permission")
    before = state.clone()
    AddField("area", "nickname", models.TextField(default="")).state_forwards("core", state)
    household = state.apps.get_model("households.Household")
    area = household._meta.get_field("area").related_model
    assert area is state.apps.get_model("core.Area")
    assert area._meta.get_field("nickname")
    assert before.apps.get_model("households.Household") is old
    assert "nickname" not in {field.name for field in before.apps.get_model("core.Area")._meta.get_fields()}
    assert state.apps.get_model("auth.Permission") is untouched
