"""What the paper says, kept beside the books: written where it differs from what was said before."""


def state(model, owner, day, said):
    """Keep what a ledger of a day says of these rows; return the ids of the owners of which it said otherwise before.

    `said` are triples: what the row is about, the row of the ledger, its columns.
    """
    ids = [about.pk for about, _row, _columns in said]
    known = {getattr(one, f"{owner}_id"): one for one in model.objects.filter(**{f"{owner}_id__in": ids})}
    new, changed = [], {}
    for about, row, columns in said:
        place = {"as_of": day, "sheet": row.record.sheet[:60], "row": row.record.row}
        one = known.get(about.pk)
        if one is None:
            new.append(model(**{owner: about}, area_id=about.area_id, **columns, **place))
        elif any(getattr(one, name) != value for name, value in (columns | place).items()):
            for name, value in (columns | place).items():
                setattr(one, name, value)
            changed[about.pk] = one
    model.objects.bulk_create(new)
    if changed:
        model.objects.bulk_update(changed.values(), [*said[0][2], "as_of", "sheet", "row"])
    return set(changed)
