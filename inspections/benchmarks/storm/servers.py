"""The database and the worker of a storm: killed without a word and started again."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg2
from django.db import connection

PATIENCE = 60


class Database:
    """The PostgreSQL that this process is connected to; it must be ours (started by `script/bench`)."""

    def __init__(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            self.master = _parent(cursor.fetchone()[0])
        self.command = Path(f"/proc/{self.master}/cmdline").read_bytes().decode().rstrip("\0").split("\0")
        status = Path(f"/proc/{self.master}").stat()
        self.owner = (status.st_uid, status.st_gid)
        self.folder = Path(self.command[self.command.index("-D") + 1])
        self.restarted = None

    def kill(self):
        """Kill the master and every session, and start it again."""
        connection.close()
        family = [self.master, *_children(self.master)]
        for pid in family:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if self.restarted:
            self.restarted.wait()
        _wait(lambda: not any(map(_lives, family)), "the killed database does not end")
        for left in (self.folder / "postmaster.pid", *self._sockets().glob(".s.PGSQL.*")):
            left.unlink(missing_ok=True)
        self._start()

    def _start(self):
        who = {}
        if os.geteuid() == 0 and self.owner[0] != 0:
            who = {"user": self.owner[0], "group": self.owner[1], "extra_groups": []}
        env = {"PATH": os.environ.get("PATH", os.defpath)}
        self.restarted = subprocess.Popen(
            self.command,
            cwd="/",
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            **who,
        )
        self.master = self.restarted.pid
        _wait(_answers, "the database does not come back")

    def _sockets(self):
        return Path(connection.settings_dict["HOST"])

    def stop(self):
        """Stop what we have started: nobody else knows of it."""
        connection.close()
        if self.restarted:
            self.restarted.send_signal(signal.SIGINT)
            self.restarted.wait(PATIENCE)


class Worker:
    """A Celery worker with beat: what runs beside the web server."""

    def __init__(self, log: Path):
        self.log, self.running = log, None

    def start(self):
        program = Path(sys.executable).with_name("celery")
        command = [
            str(program),
            "-A",
            "povertyapp",
            "worker",
            "-B",
            "-s",
            f"{self.log}.beat",
            "-c",
            "1",
            "-l",
            "ERROR",
        ]
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)

    def kill(self):
        self.end()
        self.start()

    def end(self):
        if self.running:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.running.pid, signal.SIGKILL)
            self.running.wait()


def _answers():
    settings = connection.get_connection_params()
    with contextlib.suppress(psycopg2.OperationalError):
        psycopg2.connect(
            **{k: v for k, v in settings.items() if k in ("dbname", "user", "host", "port")}
        ).close()
        return True
    return False


def _wait(is_done, otherwise):
    deadline = time.monotonic() + PATIENCE
    while not is_done():
        if time.monotonic() > deadline:
            raise RuntimeError(otherwise)
        time.sleep(0.05)


def _parent(pid):
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def _children(pid):
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError, ProcessLookupError):
                if _parent(folder.name) == pid:
                    found.append(int(folder.name))
    return found


def _lives(pid):
    """Say whether a process runs; the dead that nobody has asked for yet do not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False
