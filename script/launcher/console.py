"""What the launcher says to the person at the keyboard."""

import contextlib
import sys
import time

_started = time.monotonic()


class Refused(Exception):  # noqa: N818 - not an error of the program: a sentence for the person
    """The launcher cannot go on; the text says why and what to do."""


def say(text: str) -> None:
    """Write one line to standard error, so that standard output belongs to the command."""
    with contextlib.suppress(OSError, ValueError):  # the terminal may be gone
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()


def step(text: str) -> None:
    """Write one line of progress with the seconds since the start."""
    say(f"[{time.monotonic() - _started:5.1f} s] {text}")


def show(text: str) -> None:
    """Write one line to standard output."""
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
