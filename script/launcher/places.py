"""Where the servers keep their files, and as whom they run.

PostgreSQL refuses to run as root: started by root, the servers run as `nobody`. Where that user cannot reach
the checkout (root's home is closed to others), data and a copy of the programs lie outside, keyed by the
checkout's random name; the folders above the checkout are never opened.
"""

import contextlib
import os
import pwd
import re
import secrets
import shutil
import stat
import subprocess
import tempfile
import time
from pathlib import Path

from launcher.binaries import Binaries, can_run
from launcher.checkout import LOGS, ROOT, VAR, identity, read_json
from launcher.console import Refused
from launcher.processes import MARK, Lock, as_user

OUTSIDE = ("/var/lib", "/var/tmp")
MEMORY = "/dev/shm"
# The databases of a whole run of the tests and their log of changes take some 1.4; as much is left to others.
GB = 1024**3
IN_MEMORY, LEFT_FREE = 3 * GB, 3 * GB
UNPRIVILEGED = ("nobody", "daemon")
# A socket's address has 107 bytes at most (103 on some systems); the longest name in the folder has 18.
LONGEST_FOLDER = 80
KEPT_SECONDS = 30 * 24 * 3600


class Home:
    """The folders of one installation or of one test run."""

    def __init__(
        self, key: str, folder: Path, sockets: Path, user: pwd.struct_passwd | None, thrown_away: bool
    ):
        self.key = key
        self.folder = folder
        self.sockets = sockets
        self.user = user
        self.thrown_away = thrown_away

    def make(self) -> None:
        """Create the folders of data and sockets; both belong to the servers' user alone."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.own_folder(self.sockets)

    def own_folder(self, folder: Path) -> None:
        """Create a folder that the servers' user owns alone, or check that it is so."""
        uid = self.user.pw_uid if self.user else os.geteuid()
        try:
            folder.mkdir(mode=0o700)
            if self.user:
                os.chown(folder, self.user.pw_uid, self.user.pw_gid)
        except FileExistsError:
            known = folder.lstat()
            if not stat.S_ISDIR(known.st_mode) or known.st_uid != uid or stat.S_IMODE(known.st_mode) & 0o077:
                raise Refused(
                    f"{folder} exists and is not a private folder of user {_user_name(uid)}."
                    " It was made by another user: start as that user, or remove it."
                ) from None

    def database_folder(self, major: int) -> Path:
        """Return this PostgreSQL's data folder; raise where the data were made by another major version."""
        folder = self.folder / f"postgres-{major}"
        others = [path for path in self.folder.glob("postgres-*") if path != folder]
        if others and not folder.exists():
            raise Refused(
                f"{others[0]} was made by another version of PostgreSQL than the {major} found here."
                " Install the old version again, or restore a backup after moving that folder away."
            )
        if folder.exists():
            self.own_folder(folder)
        return folder

    def broker_folder(self) -> Path:
        folder = self.folder / "broker"
        self.own_folder(folder)
        return folder

    def has_database(self) -> bool:
        return any(self.folder.glob("postgres-*/PG_VERSION"))

    def usable(self, found: Binaries) -> Binaries:
        """Return programs that the servers' user can run: these, or a private copy of them."""
        if self.user is None or can_run(found.program(found.server), self.user):
            return found
        if found.tree is None:
            raise Refused(f"{found.program(found.server)} cannot be run by user {self.user.pw_name}.")
        copy = _outside() / "programs" / f"{found.title.lower().replace(' ', '-')}-{_stamp(found)}"
        if not copy.exists():
            new = copy.with_name(f".{copy.name}.{os.getpid()}")
            for part in found.parts:
                shutil.copytree(found.tree / part, new / part, symlinks=True)
            make_readable(new)
            with contextlib.suppress(OSError):  # another test run was quicker
                new.rename(copy)
            shutil.rmtree(new, ignore_errors=True)
        moved = found.moved(copy)
        if not can_run(moved.program(moved.server), self.user):
            raise Refused(f"{moved.program(moved.server)} cannot be run by user {self.user.pw_name}.")
        return moved

    def mark(self) -> dict[str, str]:
        """Return what marks a process as ours, in its environment."""
        return {MARK: self.key}

    def log(self, name: str) -> Path:
        return (self.folder if self.thrown_away else LOGS) / f"{name}.log"

    def forget(self) -> None:
        """Remove what must not outlive the servers."""
        shutil.rmtree(self.sockets, ignore_errors=True)


def kept_home() -> Home:
    """Return the home of this checkout's data: `var/data`, or outside where the servers cannot reach it."""
    folder = VAR / "data"
    user = _servers_user(folder)
    if folder.is_symlink():
        folder = Path(os.readlink(folder))
    elif not _reachable(VAR, user):
        if folder.exists() and any(folder.iterdir()):
            raise Refused(
                f"{user.pw_name if user else 'We'} cannot reach {folder} any more; open the folders above it."
            )
        with contextlib.suppress(FileNotFoundError):
            folder.rmdir()
        outside = _outside() / "data"
        outside.mkdir(exist_ok=True)
        folder.symlink_to(outside)
        folder = outside
    key = f"pv-{identity()}"
    return Home(key, folder, _sockets(key), user, thrown_away=False)


@contextlib.contextmanager
def thrown_away_home(*, in_memory: bool = False):
    """Yield a home that nobody shares and that is gone afterwards, and remove those that a crash left.

    `in_memory` puts it there where there is plenty: a database is thousands of files, and a disk takes long to make
    them, to empty them and to drop them again.
    """
    key = f"pt-{secrets.token_hex(6)}"
    user = _servers_user(VAR / "data")
    base = (in_memory and _memory()) or (VAR if _reachable(VAR, user) else _outside())
    _remove_crashed(base)
    folder = base / f"test-{key}"
    folder.mkdir()
    lock = Lock(folder / "lock")
    lock.take()
    home = Home(key, folder, _sockets(key), user, thrown_away=True)
    try:
        yield home
    finally:
        home.forget()
        shutil.rmtree(folder, ignore_errors=True)
        lock.release()


def _remove_crashed(base: Path) -> None:
    """Remove what test runs left that nobody runs any more."""
    for left in base.glob("test-*"):
        lock = Lock(left / "lock")
        if lock.take():
            shutil.rmtree(_sockets(left.name.removeprefix("test-")), ignore_errors=True)
            shutil.rmtree(left, ignore_errors=True)
            lock.release()


def _servers_user(data: Path) -> pwd.struct_passwd | None:
    """Return as whom the servers run when we are root, else None. Data that a user already owns stay his."""
    if os.geteuid() != 0:
        return None
    for folder in data.glob("postgres-*"):
        owner = folder.stat().st_uid
        if owner:
            with contextlib.suppress(KeyError):
                return pwd.getpwuid(owner)
    for name in UNPRIVILEGED:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise Refused(
        "PostgreSQL refuses to run as root, and there is no user `nobody` to run it as. Start as a user."
    )


def _sockets(key: str) -> Path:
    base = tempfile.gettempdir()
    folder = Path(base if len(base) + len(key) < LONGEST_FOLDER else "/tmp") / key
    return folder


def _reachable(folder: Path, user: pwd.struct_passwd | None) -> bool:
    if user is None:
        return True
    return subprocess.run(["test", "-x", str(folder)], cwd="/", **as_user(user)).returncode == 0


def _memory() -> Path | None:
    """Return this checkout's folder in memory, or None where that is small or missing, as in many containers."""
    try:
        folder = _outside((MEMORY,))
        _remove_crashed(folder)  # it may fill what is asked for below
        is_plenty = shutil.disk_usage(folder).free >= IN_MEMORY and _available() >= IN_MEMORY + LEFT_FREE
    except (OSError, Refused):
        return None
    return folder if is_plenty else None


def _available() -> int:
    """Return how many bytes of memory could be had."""
    found = re.search(r"^MemAvailable:\s+(\d+) kB$", Path("/proc/meminfo").read_text(), re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def _outside(bases: tuple[str, ...] = ()) -> Path:
    """Return this checkout's folder outside of it, open to others for passing through only."""
    for base in bases or (*OUTSIDE, tempfile.gettempdir()):
        with contextlib.suppress(OSError):
            shared = Path(base) / "povertyapp"
            shared.mkdir(exist_ok=True)
            _let_through(shared)
            _forget_vanished(shared)
            folder = shared / identity()
            (folder / "programs").mkdir(parents=True, exist_ok=True)
            (folder / "checkout").write_text(str(ROOT))
            for each in (folder, folder / "programs"):
                _let_through(each)
            return folder
    raise Refused("The servers' user cannot reach this checkout and no folder outside it can be written.")


def _let_through(folder: Path) -> None:
    """Let others pass through a folder of ours. Raises OSError where somebody else has made it."""
    if folder.lstat().st_uid != os.geteuid() or folder.is_symlink():
        raise OSError(f"{folder} is not ours")
    folder.chmod(0o711)


def make_readable(tree: Path) -> None:
    """Let everybody read a copy of programs, whatever the umask of their installation was."""
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o644)


def _forget_vanished(shared: Path) -> None:
    """Remove what checkouts left that are gone: at once, but for data, which goes a month after the last start."""
    for note in shared.glob("*/checkout"):
        checkout, folder = Path(note.read_text()), note.parent
        if folder.name in (identity(), read_json(checkout / "var" / "id").get("id")):
            continue
        _remove_crashed(folder)
        is_young = time.time() - note.stat().st_mtime <= KEPT_SECONDS
        is_kept = any(folder.glob("test-*")) or (is_young and (folder / "data").exists())
        shutil.rmtree(folder / "programs" if is_kept else folder, ignore_errors=True)


def _stamp(found: Binaries) -> int:
    return int(found.program(found.server).stat().st_mtime)


def _user_name(uid: int) -> str:
    with contextlib.suppress(KeyError):
        return pwd.getpwuid(uid).pw_name
    return str(uid)
