import itertools

from django.db import models
from django.db.models import Max
from django.db.models.functions import Cast, Substr


def new_codes(model, county_code, letter, digits, column="code"):
    """Yield the next codes for rows of a county: its own code, a letter (and a year), a number of so many digits."""
    begins = f"{county_code}{letter}"
    known = model._base_manager.filter(**{f"{column}__startswith": begins})
    numbers = known.annotate(last_digits=Cast(Substr(column, len(begins) + 1), models.IntegerField()))
    for number in itertools.count((numbers.aggregate(last=Max("last_digits"))["last"] or 0) + 1):
        yield f"{begins}{number:0{digits}d}"
