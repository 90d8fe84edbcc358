"""The fifteen tasks and what each may cost; a leg is the part of one person, or one of several ways."""

from dataclasses import asdict, dataclass

TITLES = {
    "T01": "county leader: this month's state in one look",
    "T02": "county leader: from a figure to the households and one family",
    "T03": "office: hold the monthly meeting",
    "T04": "township, then office: appeal a verdict",
    "T05": "village or county: print the wall chart",
    "T06": "township: find a household and print its card",
    "T07": "township: clear a fault of the records from the to-dos",
    "T08": "helper: a visit without signal",
    "T09": "helper: a photo, a killed page, no position",
    "T10": "two phones, the same household",
    "T11": "township: a roster of 2,000 rows with 37 faults",
    "T12": "inspectors: draw a sample and file a check",
    "T13": "inspectors: verify, close and export the ledger",
    "T14": "finance: reconcile, and push a project",
    "T15": "sweep: access, language, large print, no script, old engines",
}


# What went wrong on the pages meanwhile, unasked: errors of scripts and of the security policy, answers from 400 up.
ERRORS = 0


@dataclass(frozen=True)
class Limits:
    """The most of each kind; None where the task sets no limit."""

    clicks: int | None = None
    taps: int | None = None
    keys: int | None = None
    t_sys: float | None = None
    t_user: float | None = None

    def missed(self, figures):
        """Return a sentence for each figure above its limit."""
        limits = asdict(self)
        return [
            f"{name} {figures[name]} > {most}"
            for name, most in limits.items()
            if most is not None and figures[name] > most
        ]


# Of a task as a whole: the figures of its legs together.
WHOLE = {
    "T01": Limits(clicks=0, t_sys=3, t_user=10),
    "T02": Limits(clicks=3, t_sys=6),
    "T03": Limits(clicks=8, keys=40, t_user=45),
    "T04": Limits(clicks=12, t_user=90),
    "T06": Limits(clicks=2),
    "T09": Limits(taps=15),
    "T10": Limits(clicks=3),
    "T11": Limits(clicks=9),
    "T12": Limits(clicks=8, taps=14, t_user=150),
    "T14": Limits(clicks=6, t_user=60),
}
# Of each leg. A task of which only the legs are limited has several ways, each with the limit of its own.
LEGS = {
    "T04 township": Limits(clicks=7),
    "T04 office": Limits(clicks=5),
    "T05 county A3": Limits(clicks=3, t_sys=20),
    "T05 county A1": Limits(clicks=3, t_sys=20),
    "T05 village A3": Limits(clicks=3, t_sys=20),
    "T05 village A1": Limits(clicks=3, t_sys=20),
    "T07 mend": Limits(clicks=4, t_user=20),
    "T07 claim": Limits(clicks=4, t_user=20),
    "T08 offline": Limits(taps=12, keys=0, t_user=60),
    "T08 online": Limits(taps=12, keys=0, t_user=60),
    "T12 desk": Limits(clicks=8),
    "T12 phone": Limits(taps=14),
    "T13 verify": Limits(clicks=6),
    "T13 find wanting": Limits(clicks=6),
    "T13 send back": Limits(clicks=6),
    "T13 close": Limits(clicks=6),
    "T13 export": Limits(clicks=6, t_sys=10),
}


def limits_of(leg):
    """Return the limits of a leg: its own, or those of its whole task where that has one leg; else KeyError."""
    return LEGS[leg] if leg in LEGS else WHOLE[leg]
