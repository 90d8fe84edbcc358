"""Compare findings with the answer key of a roster, as the data's README says how to score."""

import json

from tests.data import FIXTURES


def score(found, name="roster-dirty-dev", moved=lambda sheet, row: (sheet, row)):
    """Return (missed entries of the key, false alarms among `found`). `moved` says where a row of the key went.

    `found` are findings as JSON. A household's finding may stand at any of its related rows; a code that the
    key accepts beside or instead of its own is no false alarm.
    """
    key = json.loads((FIXTURES / f"{name}.key.json").read_text("utf-8"))
    missed, explained = [], set()
    for entry in key["findings"]:
        own = {moved(entry["sheet"], entry["row"])}
        related = own | {moved(row["sheet"], row["row"]) for row in entry["related"]}
        places = related if entry["scope"] == "household" else own
        met = False
        for number, one in enumerate(found):
            place = (one["sheet"], one["row"])
            if one["code"] == entry["code"] and place in places:
                met = True
                explained.add(number)
            elif one["code"] in entry["acceptable_also"] and place in related:
                explained.add(number)
        if not met:
            missed.append((entry["code"], entry["sheet"], entry["row"]))
    false = [
        (one["code"], one["sheet"], one["row"]) for number, one in enumerate(found) if number not in explained
    ]
    return missed, false
