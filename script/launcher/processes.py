"""Children of the launcher: in sessions of their own, gone when it is gone, found when left over."""

import contextlib
import ctypes
import fcntl
import os
import pwd
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from launcher.console import Refused, say

MARK = "POVERTYAPP_LAUNCHER"
LOG_LIMIT = 20 * 1024 * 1024
KILLED_SECONDS = 20  # for a killed process to be gone
SERVER_WORDS = ("postgres", "valkey", "redis-server")
PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


class Stop(BaseException):
    """Somebody asked the launcher to stop (Ctrl-C, a signal, a closed terminal)."""


def stop_on_signals() -> None:
    """Turn SIGINT, SIGTERM and SIGHUP into `Stop`.

    Set explicitly: a launcher that a script starts in the background inherits SIGINT as ignored.
    """

    def raise_stop(number: int, frame: object) -> None:
        ignore_signals()
        raise Stop

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, raise_stop)


def ignore_signals() -> None:
    """Let nothing interrupt the stopping of the children; it is bounded in time."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


@contextlib.contextmanager
def signals_held() -> Iterator[None]:
    """Let a signal wait for the end of the block: a child that is just being made must be known to be stopped."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, lambda got, frame: came.append(got)) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if came:
            os.kill(os.getpid(), came[0])


def die_with_parent(number: int) -> Callable[[], None]:
    """Return what a child runs before its program: the kernel sends it `number` when the launcher is gone."""
    parent = os.getpid()

    def arrange() -> None:
        if _libc is not None:
            _libc.prctl(PR_SET_PDEATHSIG, number)
        if os.getppid() != parent:
            os._exit(1)
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, signal.SIG_DFL)

    return arrange


@dataclass
class Child:
    """A server that the launcher keeps: where it writes, as whom it runs, which signal stops it."""

    name: str
    command: list[str]
    env: dict[str, str]
    log: Path
    user: pwd.struct_passwd | None = None
    stop_signal: int = signal.SIGTERM
    pass_fds: tuple[int, ...] = ()
    cwd: str = "/"
    process: subprocess.Popen | None = field(default=None, init=False)

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches the launcher alone."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            os.replace(self.log, self.log.with_suffix(".old.log"))
        with self.log.open("ab") as log, signals_held():
            self.process = subprocess.Popen(
                self.command,
                cwd=self.cwd,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=self.pass_fds,
                preexec_fn=die_with_parent(self.stop_signal),
                **as_user(self.user),
            )

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def ask_to_stop(self) -> None:
        """Send the stopping signal and return at once."""
        if self.alive and self.process:
            with contextlib.suppress(ProcessLookupError):
                self.process.send_signal(self.stop_signal)

    def wait_stopped(self, deadline: float) -> None:
        """Wait until it is gone; past the deadline (of the monotonic clock) kill it with its group."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            say(f"{self.name} did not stop in time and was killed; its log is {self.log}")
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        try:
            self.process.wait(KILLED_SECONDS)
        except subprocess.TimeoutExpired:
            # Killed while it waits for a disk that does not answer: the kernel ends it when the disk does.
            say(
                f"{self.name} (process {self.process.pid}) was killed and is still ending; the next start looks."
            )

    def tail(self, lines: int = 12) -> str:
        """Return the last lines of its log."""
        try:
            text = self.log.read_text(errors="replace")
        except OSError:
            return ""
        return "\n".join(text.splitlines()[-lines:])


def stop_all(children: list[Child], seconds: float) -> None:
    """Stop the children at the same time; kill those that are still there after the seconds."""
    deadline = time.monotonic() + seconds
    for child in children:
        child.ask_to_stop()
    for child in children:
        child.wait_stopped(deadline)


def as_user(user: pwd.struct_passwd | None) -> dict:
    """Return the arguments that make subprocess run as the user; none of them where that is us."""
    if user is None or user.pw_uid == os.geteuid():
        return {}
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


class Lock:
    """A lock that goes away with the process that holds it, even after kill -9 (no pid file does)."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.descriptor: int | None = None

    def take(self, shared: bool = False, wait: bool = False) -> bool:
        """Take it and return True, or return False where somebody else holds it and `wait` is not set."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.file, os.O_RDWR | os.O_CREAT, 0o644)
        kind = (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB)
        try:
            fcntl.flock(descriptor, kind)
        except BlockingIOError:
            os.close(descriptor)
            return False
        except BaseException:
            os.close(descriptor)
            raise
        self.descriptor = descriptor
        return True

    def release(self) -> None:
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None


@contextlib.contextmanager
def alone(file: Path, doing: str) -> Iterator[None]:
    """Run the block while nobody else runs it; say once that we wait."""
    lock = Lock(file)
    if not lock.take():
        say(f"Waiting: another command is {doing}.")
        lock.take(wait=True)
    try:
        yield
    finally:
        lock.release()


def end_leftovers(key: str) -> None:
    """End what an earlier launcher of the same key left behind; only the holder of its lock may call this."""
    found = leftovers(key)
    if not found:
        return
    for pid, text in found.items():
        _kill(pid, signal.SIGINT if "postgres" in text else signal.SIGTERM)
    if not _gone(key, seconds=6):
        for pid in leftovers(key):
            _kill(pid, signal.SIGKILL)
        if not _gone(key, seconds=6):
            pids = ", ".join(map(str, leftovers(key)))
            raise Refused(f"Processes of an earlier start do not end: {pids}. End them and start again.")


def _gone(key: str, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while leftovers(key):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def leftovers(key: str) -> dict[int, str]:
    """Return the processes (number: command line) that carry the key; the dead, not reaped, do not count."""
    found = {}
    for pid, command, environment in _processes():
        # Servers write their title over their environment, but the title names the key.
        is_server = key in command and any(word in command for word in SERVER_WORDS)
        if pid != os.getpid() and (is_server or f"{MARK}={key}" in environment):
            found[pid] = command
    return found


def _processes() -> Iterator[tuple[int, str, list[str]]]:
    if sys.platform != "linux":
        lines = subprocess.run(["ps", "-axo", "pid=,command="], capture_output=True, text=True).stdout
        for line in lines.splitlines():
            pid, _, command = line.strip().partition(" ")
            yield int(pid), command, []
        return
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        with contextlib.suppress(OSError, IndexError):
            if (folder / "stat").read_text().rpartition(")")[2].split()[0] in "ZX":
                continue
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            environment: list[str] = []
            with contextlib.suppress(OSError):
                environment = (folder / "environ").read_bytes().decode(errors="replace").split("\0")
            yield int(folder.name), command, environment


def _kill(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, number)
