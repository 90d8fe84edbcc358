"""Columns that hold sensitive text. On the model they read and write as plain text."""

from django.db import models

from povertyapp.core import crypto


class SealedText(str):
    """Text as it stands in the database; it opens only together with its row."""

    __slots__ = ()


class _Opening:
    """Opens the stored text when it is read from a row, and takes plain text when it is set."""

    def __init__(self, field):
        self.field = field

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            instance.refresh_from_db(fields=[name])
        value = instance.__dict__[name]
        if isinstance(value, SealedText):
            value = instance.__dict__[name] = self.field.open(value, instance)
        return value

    def __set__(self, instance, value):
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(models.TextField):
    """Text sealed at rest, bound to its table, column and the row's natural key `bound_to`.

    Reading gives plain text; `values()` and SQL see only the seal. Look-ups on it are refused: search by the
    keyed hash beside it.
    """

    def __init__(self, *args, bound_to, **kwargs):
        self.bound_to = bound_to
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs["bound_to"] = self.bound_to
        return name, path, args, kwargs

    def contribute_to_class(self, cls, name, private_only=False):
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _Opening(self))

    @property
    def column_key(self):
        """Return the `table.column` that the seal is bound to; history tables share their model's."""
        table = getattr(self.model, "pgh_tracked_model", self.model)._meta.db_table
        return f"{table}.{self.column}"

    def open(self, sealed, instance):
        return crypto.unseal(str(sealed), self.column_key, getattr(instance, self.bound_to))

    def from_db_value(self, value, expression, connection):
        return None if value is None else SealedText(value)

    def pre_save(self, instance, add):
        value = instance.__dict__.get(self.attname)
        if isinstance(value, SealedText):
            return value
        return SealedText(crypto.seal(value or "", self.column_key, getattr(instance, self.bound_to)))

    def get_db_prep_save(self, value, connection):
        # Blank is stored as it is: a column that is added to a table with rows begins with it.
        if (
            value not in (None, "")
            and not isinstance(value, SealedText)
            and not hasattr(value, "resolve_expression")
        ):
            raise TypeError(f"{self.name} is sealed: write it through the model or crypto.seal()")
        return super().get_db_prep_save(value if value is None else _plain(value), connection)

    def get_lookup(self, lookup_name):
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None


def _plain(value):
    return str.__str__(value) if isinstance(value, SealedText) else value
