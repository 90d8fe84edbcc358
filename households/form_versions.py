"""Which questions the paper form of a day asks; without a form in force, all of them."""

from households.models import FormVersion

# What a column holds that nobody filled in; 0 equals False.
EMPTY = (None, "", [], False)


def asked_on(day):
    """Return the `table.column` names that the form in force on a day asks, or None where none is in force."""
    version = FormVersion.objects.in_force(day).order_by("-valid_from").first()
    return None if version is None else frozenset(version.fields)


def columns_asked(row, columns, asked):
    """Return those of the columns that the form asks, and those that are filled in anyway.

    All of them where the form asks nothing of that table.
    """
    table = row._meta.model_name
    if asked is None or not any(name.startswith(f"{table}.") for name in asked):
        return tuple(columns)
    return tuple(name for name in columns if f"{table}.{name}" in asked or getattr(row, name) not in EMPTY)
