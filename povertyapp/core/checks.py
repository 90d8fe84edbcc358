"""System checks of the house."""

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, register

from povertyapp.core.scoping import ScopedModel

# Models of ours that belong to no place, each with its reason.
UNSCOPED = {
    "core.Area": "is the place itself",
    "core.User": "stands on areas through grants",
    "core.RoleGrant": "is the standing itself",
    "core.RuleParameter": "may hold everywhere",
    "core.ChainBatch": "is the chain of the whole installation, read by code only",
    "core.ChainSegment": "is the chain of the whole installation, read by code only",
    "core.ChainSource": "is the chain of the whole installation, read by code only",
    "core.ChainStatement": "is the chain of the whole installation, read by code only",
    "core.ContextChange": "is the history of what acts say of themselves, read by code only",
    "core.MonthLock": "is read by code only, by county and month",
    "core.Notice": "is read by its reader alone",
    "core.SavedFilter": "is seen by who made it and by those with whom he shares it",
    "core.ReminderDay": "is read by code only, by county and day",
    "core.Tally": "is what a place adds up to, read by code only, for who stands over it",
    "core.TermPack": "is a word list",
    "core.TermWord": "is a word list",
    "funds.Balance": "is what postings add up to, read by code only, through its line or allotment",
    "inspections.MonthSeal": "belongs to the county's month, read by code only",
    "assistance.Doubt": "says where to look, read by code only, by county and month",
    "assistance.OddVisit": "belongs to a visit, through which it is read",
    "assistance.Submission": "is found by its id only",
    "households.PermittedMove": "is the table of permitted steps",
    "households.ComparisonRule": "is a list by region",
    "households.ChecklistItem": "is a list by region",
    "households.FormVersion": "is prescribed by the country",
    "households.ExitStandard": "is a list by region",
    "households.ExitItem": "belongs to a standard",
    "funds.NegativeListItem": "is a list by region",
    "inspections.PermittedStep": "is the table of permitted steps",
    "assistance.MeasureWord": "is a word list",
    "assistance.MeasureFamily": "is a word list",
    "assistance.CauseAnswer": "is a list by region",
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


@register()
def messenger_is_told_where_we_are(app_configs, **kwargs):
    """Fail when digests are to go to a messenger whose style is unknown, or without our own address."""
    from povertyapp.core.channels import STYLES

    errors = []
    if settings.NOTICE_WEBHOOK_STYLE not in STYLES:
        said = f"NOTICE_WEBHOOK_STYLE is {settings.NOTICE_WEBHOOK_STYLE!r}; there are: {', '.join(STYLES)}"
        errors.append(Error(said, id="house.E002"))
    if settings.NOTICE_WEBHOOK_URL and not settings.SITE_URL:
        errors.append(Error("NOTICE_WEBHOOK_URL needs SITE_URL, the address in the message", id="house.E003"))
    return errors
