"""What an act changed, read from the history that the triggers wrote: for samples and for result lists."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Count, Max, QuerySet

from povertyapp.core.fields import EncryptedTextField
from povertyapp.core.importing.masking import shown_cell
from povertyapp.core.templatetags.house import moment_text
from povertyapp.core.workbooks import cells

INSERT, UPDATE, DELETE = "insert", "update", "delete"
KEYS = ("household_no", "person_no", "no", "code", "name", "year")
UNSAID = {"id", "area", "head_pinyin", "id_hash", "id_tail_hash"}


def tracked_models() -> Iterator[tuple[Any, Any]]:
    """Yield each model that keeps its history, with the model of its events."""
    for event in apps.get_models():
        model = getattr(event, "pgh_tracked_model", None)
        if model is not None:
            yield model, event


def events_of(act, event, label: str) -> QuerySet:
    """Return the events of an act; a row that the act made itself counts as made, whatever it did with it later."""
    rows = event.objects.filter(pgh_context_id=act)
    if label == UPDATE:
        made = rows.filter(pgh_label=INSERT).values("pgh_obj_id")
        return rows.filter(pgh_label=UPDATE).exclude(pgh_obj_id__in=made)
    return rows.filter(pgh_label=label)


def counts_of(act) -> list[dict[str, Any]]:
    """Return of each model, by its name, how many rows an act made, changed and deleted."""
    found = []
    for model, event in tracked_models():
        if not event.objects.filter(pgh_context_id=act).exists():
            continue
        counts = {
            label: events_of(act, event, label).aggregate(count=Count("pgh_obj_id", distinct=True))["count"]
            for label in (INSERT, UPDATE, DELETE)
        }
        if any(counts.values()):
            found.append({"name": model._meta.model_name, **counts})
    return found


def labelled(counts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the counts with what their rows are called; a model that is gone keeps its name."""
    labels = {model._meta.model_name: model._meta.verbose_name for model, _event in tracked_models()}
    return [each | {"label": labels.get(each["name"], each["name"])} for each in counts]


def model_of(name: str) -> tuple[Any, Any] | None:
    """Return the tracked model of that name and the model of its events, or None."""
    return next(((model, event) for model, event in tracked_models() if model._meta.model_name == name), None)


def rows_of(act, event, label: str) -> QuerySet:
    """Return the last event of each row that an act made, changed or deleted, in the order of their writing."""
    last = events_of(act, event, label).values("pgh_obj_id").annotate(last=Max("pgh_id")).values("last")
    return event.objects.filter(pgh_id__in=last).order_by("pgh_id")


def difference_line(model, event, row) -> str:
    """Return in one line what a changed row was and is; blank for rows that are new or gone."""
    if row.pgh_label != UPDATE:
        return ""
    before = (
        event.objects.filter(pgh_obj_id=row.pgh_obj_id, pgh_id__lt=row.pgh_id).order_by("-pgh_id").first()
    )
    return "；".join(
        f"{each['column']}：{each['before'] or '—'} → {each['after'] or '—'}"
        for each in differences(model, before, row)
    )


def samples_of(act, each: int = 4) -> list[dict[str, str]]:
    """Return some changes of an act: what, which column, before, after; numbers of people masked."""
    found = []
    for model, event in tracked_models():
        for after in events_of(act, event, UPDATE).order_by("pgh_id")[:each]:
            before = event.objects.filter(pgh_obj_id=after.pgh_obj_id, pgh_id__lt=after.pgh_id)
            found += list(differences(model, before.order_by("-pgh_id").first(), after))[:each]
    return found


def differences(model, before, after) -> Iterator[dict[str, str]]:
    """Yield each column that differs between two events of a row."""
    if before is None:
        return
    for field in model._meta.concrete_fields:
        if field.name in UNSAID or field.name.endswith("_hash"):
            continue
        was, now = (shown_value(one, field) for one in (before, after))
        if getattr(before, field.attname) != getattr(after, field.attname):
            yield {
                "subject": f"{model._meta.verbose_name} {name_of(after)}",
                "column": str(field.verbose_name),
                "before": was,
                "after": now,
            }


def name_of(event) -> str:
    """Return what a row is called: the first of its own names and numbers."""
    values = [str(getattr(event, key)) for key in KEYS if getattr(event, key, None)]
    return " ".join(values[:2]) or str(event.pgh_obj_id)


def shown_value(event, field) -> str:
    """Return one column of an event in words, numbers of people masked."""
    value = getattr(event, field.attname)
    if value in (None, "", [], {}):
        return ""
    if isinstance(field, EncryptedTextField):
        return shown_cell(value, _header(field))
    words = dict(getattr(field, "flatchoices", None) or ())
    if isinstance(value, list):
        words |= dict(getattr(getattr(field, "base_field", None), "flatchoices", None) or ())
        return "、".join(str(words.get(str(each), each)) for each in value)
    if isinstance(value, bool):
        return cells.text(value)
    said = words.get(str(value)) or moment_text(value)
    return shown_cell(str(said), str(field.verbose_name))


def _header(field) -> str:
    """Return a header by which a sealed column is masked in any language."""
    for part, word in (("id_number", "证件"), ("phone", "电话"), ("account", "账号")):
        if part in field.name:
            return word
    return "证件"
