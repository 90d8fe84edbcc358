"""What is made once by its name: a name says everything on which it depends (decisions 42 and 47)."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Kept(Generic[Thing]):
    """What a process has made, by name; of more than `most` things all are forgotten."""

    def __init__(self, most: int):
        self.most = most
        self._made: dict[Hashable, Thing] = {}

    def get(self, name: Hashable, make: Callable[[], Thing]) -> Thing:
        """Return the thing of that name, made by `make` where there is none yet."""
        found = self._made.get(name)
        if found is None:
            found = make()
            if len(self._made) >= self.most:
                self._made.clear()
            self._made[name] = found
        return found

    @contextmanager
    def laid_aside(self) -> Iterator[None]:
        """Know nothing that was made before, and keep nothing, until the block ends."""
        made, self._made = self._made, {}
        try:
            yield
        finally:
            self._made = made
