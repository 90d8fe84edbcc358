"""Which words of the catalogue stand on a page because somebody entered them, and stay as he entered them.

People, places, measures and causes are named in Chinese whatever language a page is read in; some of these names are
messages of the application too. They are no fault, where a column of contents holds them.
"""

from django.apps import apps

CONTENTS = {
    "core": ("RevealRecord.reason",),
    "households": ("ChecklistItem.title", "ExitItem.label", "Evidence.people"),
    "assistance": (
        *("AssistanceMeasure.name", "Enterprise.industry", "Helper.expertise", "HelpingUnit.name"),
        *("AssignmentRound.note", "AssignmentRound.reason"),
    ),
    "funds": (
        *("BankRow.recorded_from", "DeliveryItem.text", "Donation.donor_unit"),
        *("Microloan.recorded_from", "NegativeListItem.name", "WholeVillageItem.name"),
    ),
    "inspections": (
        *("Checklist.title", "Indicator.measured_in", "KnowledgeQuestion.expected"),
        *("Problem.category", "Problem.cause_text", "RectificationMeasure.goal", "RectificationMeasure.text"),
        *("RectificationMeasure.lead_unit", "RectificationMeasure.responsible_unit"),
    ),
}


def entered(words: set[str]) -> set[str]:
    """Return those of the words that a column of contents holds."""
    found: set[str] = set()
    for app, columns in CONTENTS.items():
        for model, _dot, field in (column.partition(".") for column in columns):
            rows = apps.get_model(app, model)._base_manager.filter(**{f"{field}__in": words - found})
            found |= set(rows.values_list(field, flat=True).distinct())
    return found
