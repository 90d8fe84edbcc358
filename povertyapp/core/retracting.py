"""What an act added to books from which nothing is deleted, and how an app takes it back.

Undoing puts rows back from their history (`povertyapp.core.restoring`). Entries of money stay for ever, and a project
is cancelled and never deleted: the app that keeps them registers a `Retraction`, which does it its own way, before
the rest is put back.
"""

from typing import Any


class Retraction:
    """What one act added to such books; `changes` are those of the history, a model each."""

    def __init__(self, act, changes):
        self.act = act
        self.changes: dict[type[Any], Any] = {part.model: part for part in changes}

    @staticmethod
    def wrote(act_id) -> bool:
        """Say whether an act added anything to these books."""
        raise NotImplementedError

    def hold(self) -> None:
        """Let others wait who would go on with it, before anything is asked."""

    def refusals(self, by) -> list[str]:
        """Return what stands against taking it back, a sentence each."""
        raise NotImplementedError

    def consequences(self) -> list[str]:
        """Return what is done to these books in place of deleting, a sentence each."""
        raise NotImplementedError

    def spare(self) -> None:
        """Take the rows that stay out of `changes`, so that they are not put back from the history."""
        raise NotImplementedError

    def retract(self, *, by, reason: str) -> None:
        """Take it back; what stands against it was asked after `hold`."""
        raise NotImplementedError


RETRACTIONS: list[type[Retraction]] = []


def retraction(cls):
    """Class decorator: let undoing ask this class, too."""
    RETRACTIONS.append(cls)
    return cls


def retractions_of(act, changes) -> list[Retraction]:
    """Return how what an act added to such books is taken back; none for an act that added nothing to them."""
    return [cls(act, changes) for cls in RETRACTIONS if cls.wrote(act.pk)]


def was_kept(act_id) -> bool:
    """Say whether an act added something to books from which nothing is deleted."""
    return any(cls.wrote(act_id) for cls in RETRACTIONS)
