"""System checks of the house."""

from django.apps import apps
from django.core.checks import Error, register

from povertyapp.core.scoping import ScopedModel

# Models of ours that belong to no place, each with its reason.
UNSCOPED = {
    "core.Area": "is the place itself",
    "core.User": "stands on areas through grants",
    "core.RoleGrant": "is the standing itself",
    "core.RuleParameter": "may hold everywhere",
    "core.MonthLock": "is read by code only, by county and month",
    "assistance.Submission": "is found by its id only",
    "households.PermittedMove": "is the table of permitted steps",
    "households.ComparisonRule": "is a list by region",
    "households.ChecklistItem": "is a list by region",
    "households.FormVersion": "is prescribed by the country",
    "households.ExitStandard": "is a list by region",
    "households.ExitItem": "belongs to a standard",
    "assistance.MeasureWord": "is a word list",
}
OURS = ("core", "households", "assistance", "funds", "inspections")


@register()
def every_model_is_scoped(app_configs, **kwargs):
    """Fail when a model of ours is neither scoped nor on the list above with a reason."""
    errors = []
    for model in apps.get_models():
        label = model._meta.label
        if model._meta.app_label not in OURS or hasattr(model, "pgh_tracked_model") or label in UNSCOPED:
            continue
        if not issubclass(model, ScopedModel) and not getattr(model, "SCOPED_BY", None):
            errors.append(Error(f"{label} has no area and no reason for that", obj=model, id="house.E001"))
    return errors
