"""The launcher's servers: real ones, private, found again after every kind of crash.

Each test works in a checkout of its own under the system's temporary folder: a copy of `script/` with `.venv`
linked, so that the servers of the person at the keyboard are never touched.
"""

import contextlib
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg2
import pytest

from launcher import binaries, packages, processes, server
from launcher.console import Refused
from launcher.processes import Child, Stop, leftovers, stop_all
from povertyapp.environment import database_from_url

ROOT = Path(__file__).resolve().parents[2]
AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can drop to another user")
# What a checkout does in these tests; each driver prints one line of JSON when it is ready.
KEEP = """
with session.owned("script/server") as (services, env):
    ready(env, [child.process.pid for child in services.children])
    while not services.dead():
        time.sleep(0.05)
"""
THROW_AWAY = """
with places.thrown_away_home() as home:
    services = Services(home, "test")
    try:
        ready(services.start() | {"FOLDER": str(home.folder)}, [c.process.pid for c in services.children])
        while not services.dead():
            time.sleep(0.05)
    finally:
        services.stop()
"""
DRIVER = """
import json, sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from launcher import checkout, places, processes, session
from launcher.console import Refused
from launcher.services import Services
places.OUTSIDE = (str(Path(sys.argv[1]).parent.parent / "outside"),)

def ready(env, pids):
    names = ("DATABASE_URL", "OWNER_DATABASE_URL", "REDIS_URL", "SECRET_KEY", "FIELD_KEYS", "FOLDER")
    print(json.dumps({name: env[name] for name in names if env.get(name)} | {"pids": pids}), flush=True)

processes.stop_on_signals()
checkout.make_var()
try:
    %s
except processes.Stop:
    sys.exit(0)
except Refused as refusal:
    sys.exit(str(refusal))
"""


class Checkout:
    """A checkout that holds only the launcher."""

    def __init__(self, place):
        self.place = place
        shutil.copytree(ROOT / "script", place / "script", ignore=shutil.ignore_patterns("__pycache__"))
        (place / ".venv").symlink_to(Path(sys.prefix))
        self.running = []

    def start(self, what=KEEP):
        """Start the driver and return (process, what it said when it was ready)."""
        code = DRIVER % what.strip().replace("\n", "\n    ")
        command = [sys.executable, "-c", code, str(self.place / "script")]
        env = {name: value for name, value in os.environ.items() if name not in UNWANTED}
        process = subprocess.Popen(
            command, cwd="/", env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self.running.append(process)
        line = process.stdout.readline()
        return process, json.loads(line) if line else None

    def refused(self, what=KEEP):
        """Start the driver, which must be refused, and return its sentence."""
        process, said = self.start(what)
        assert said is None
        assert process.wait(30) == 1
        return process.stderr.read()

    def key(self):
        return f"pv-{json.loads((self.place / 'var/id').read_text())['id']}"

    def end(self):
        for process in self.running:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            process.communicate(timeout=60)
        self.running.clear()


UNWANTED = {
    "DATABASE_URL",
    "OWNER_DATABASE_URL",
    "DATABASE_ROLE",
    "REDIS_URL",
    "SECRET_KEY",
    "FIELD_KEYS",
    "VAR_DIR",
}


@contextlib.contextmanager
def a_room():
    """Give a folder that every user can reach."""
    folder = Path(tempfile.mkdtemp(prefix="launcher-"))
    folder.chmod(0o755)
    (folder / "outside").mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def room():
    with a_room() as folder:
        yield folder


@pytest.fixture
def checkouts(room):
    """Make checkouts by name; everything they started is stopped in the end."""
    made = []

    def make(name="checkout"):
        (room / name).mkdir()
        made.append(Checkout(room / name))
        return made[-1]

    yield make
    for checkout in made:
        checkout.end()


@pytest.fixture(scope="module")
def shared_checkout():
    with a_room() as folder:
        (folder / "checkout").mkdir()
        yield Checkout(folder / "checkout")


@pytest.fixture
def checkout(shared_checkout):
    """One checkout that lives through several tests; each begins with its servers stopped."""
    yield shared_checkout
    shared_checkout.end()


@contextlib.contextmanager
def session_with(url):
    found = database_from_url(url)
    connection = psycopg2.connect(host=found["HOST"], user=found["USER"], dbname=found["NAME"])
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


def ask(url, sql):
    with session_with(url) as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def keep(url, value):
    """Write one row that must be there later."""
    with session_with(url) as cursor:
        cursor.execute("DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT %s AS value", [value])


def stop(process, number=signal.SIGTERM):
    process.send_signal(number)
    process.communicate(timeout=30)
    return process.returncode


def wait_until(question, seconds=8):
    deadline = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def test_database_is_private_plain_and_knows_chinese(checkouts):
    process, said = checkouts().start(THROW_AWAY)
    url = said["DATABASE_URL"]
    sockets = Path(database_from_url(url)["HOST"])
    assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
    assert ask(url, "SHOW listen_addresses") == ""
    assert ask(url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False
    assert ask(url, "SELECT lower('É')") == "é"
    assert ask(url, "SHOW log_min_error_statement") == "panic"
    assert ask(url, "SHOW max_parallel_workers_per_gather") == "0"
    assert ask(url, "SHOW jit") == "off"
    with session_with(url) as cursor:
        cursor.execute("CREATE EXTENSION pg_trgm")
    assert ask(url, "SELECT array_length(show_trgm('来凤县百福司镇'), 1)") == 8
    assert stop(process) == 0
    assert not Path(said["FOLDER"]).exists()
    assert not sockets.exists()


def test_application_is_not_the_owner_and_takes_a_database_of_before_from_nobody_but_itself(checkout):
    process, said = checkout.start()
    with session_with(said["DATABASE_URL"]) as cursor, pytest.raises(psycopg2.errors.InsufficientPrivilege):
        cursor.execute("CREATE TABLE mine AS SELECT 1")
    superuser = said["DATABASE_URL"].replace("app@", "postgres@")
    with session_with(superuser) as cursor:  # as before there was an owner
        cursor.execute("REASSIGN OWNED BY owner TO app")
        cursor.execute("SET ROLE app; CREATE SCHEMA old; CREATE TABLE old.rows AS SELECT 1 AS value")
    stop(process)
    said = checkout.start()[1]
    assert ask(said["OWNER_DATABASE_URL"], "SELECT value FROM old.rows") == 1
    with session_with(said["DATABASE_URL"]) as cursor, pytest.raises(psycopg2.errors.InsufficientPrivilege):
        cursor.execute("SELECT value FROM old.rows")


def test_data_and_keys_outlive_a_stop(checkout):
    process, first = checkout.start()
    keep(first["OWNER_DATABASE_URL"], 42)
    assert stop(process) == 0
    assert leftovers(checkout.key()) == {}
    process, second = checkout.start()
    assert ask(second["OWNER_DATABASE_URL"], "SELECT value FROM kept") == 42
    assert second["FIELD_KEYS"] == first["FIELD_KEYS"]
    assert stat.S_IMODE((checkout.place / "var/keys.env").stat().st_mode) == 0o600


def test_kill_of_the_launcher_leaves_nothing_and_the_next_start_works(checkout):
    process, said = checkout.start()
    keep(said["OWNER_DATABASE_URL"], 43)
    stop(process, signal.SIGKILL)
    wait_until(lambda: not leftovers(checkout.key()))
    _process, said = checkout.start()
    assert ask(said["OWNER_DATABASE_URL"], "SELECT value FROM kept") == 43


def test_kill_of_everything_at_once_loses_no_committed_row(checkout):
    process, said = checkout.start()
    keep(said["OWNER_DATABASE_URL"], 44)
    for pid in [process.pid, *said["pids"]]:
        os.kill(pid, signal.SIGKILL)
    process.communicate(timeout=30)
    _process, said = checkout.start()
    assert ask(said["OWNER_DATABASE_URL"], "SELECT value FROM kept") == 44


def test_kill_of_the_database_ends_the_launcher_and_the_next_start_works(checkout):
    process, said = checkout.start()
    os.kill(said["pids"][0], signal.SIGKILL)
    process.communicate(timeout=30)
    assert leftovers(checkout.key()) == {}
    assert checkout.start()[1]


def test_lock_file_that_names_a_stranger_does_not_stop_a_start(checkout):
    process, _said = checkout.start()
    stop(process)
    folder = next((checkout.place / "var/data").resolve().glob("postgres-*"))
    owner = folder.stat()
    (folder / "postmaster.pid").write_text(f"{os.getpid()}\n{folder}\n")
    os.chown(folder / "postmaster.pid", owner.st_uid, owner.st_gid)
    assert checkout.start()[1]


def test_second_start_in_the_same_checkout_is_refused_with_a_sentence(checkout):
    process, _said = checkout.start()
    sentence = checkout.refused()
    assert f"in use by script/server (process {process.pid})" in sentence
    assert process.poll() is None


def test_two_checkouts_run_side_by_side_and_a_copy_gets_its_own_name(checkouts, room):
    one = checkouts("one")
    process, first = one.start()
    stop(process)
    shutil.copytree(one.place / "var", room / "kept-var", ignore=shutil.ignore_patterns("data"))
    two = checkouts("two")
    shutil.copytree(room / "kept-var", two.place / "var")
    first, second = one.start()[1], two.start()[1]
    assert one.key() != two.key()
    assert first["DATABASE_URL"] != second["DATABASE_URL"]
    with session_with(first["OWNER_DATABASE_URL"]) as cursor:
        cursor.execute("CREATE TABLE mine AS SELECT 1")
    assert ask(second["DATABASE_URL"], "SELECT to_regclass('mine')") is None


def test_runs_of_the_tests_do_not_meet(checkout):
    first, second = checkout.start(THROW_AWAY)[1], checkout.start(THROW_AWAY)[1]
    assert first["DATABASE_URL"] != second["DATABASE_URL"]
    assert first["FOLDER"] != second["FOLDER"]


def test_what_a_crashed_test_run_left_is_removed_by_the_next(checkout):
    process, said = checkout.start(THROW_AWAY)
    stop(process, signal.SIGKILL)
    sockets = Path(database_from_url(said["DATABASE_URL"])["HOST"])
    assert Path(said["FOLDER"]).exists()
    process, _said = checkout.start(THROW_AWAY)
    assert not Path(said["FOLDER"]).exists()
    assert not sockets.exists()


@pytest.fixture
def start_in_memory(checkouts, room):
    """Start a test run that lies in `room/memory` if `free` bytes of the machine's memory can be left to others."""
    checkout, memory = checkouts(), room / "memory"
    memory.mkdir()

    def start(free):
        told = f"places.MEMORY, places.IN_MEMORY, places.LEFT_FREE = {str(memory)!r}, 0, {free}\n"
        asked = THROW_AWAY.replace("thrown_away_home()", "thrown_away_home(in_memory=True)")
        process, said = checkout.start(told + asked.strip())
        return process, said["DATABASE_URL"], Path(said["FOLDER"])

    start.memory = memory / "povertyapp"
    start.place = checkout.place
    return start


def test_a_test_run_lies_in_memory_where_there_is_plenty_and_leaves_none_of_it_filled(start_in_memory):
    process, url, folder = start_in_memory(free=0)
    assert folder.is_relative_to(start_in_memory.memory)
    assert ask(url, "SELECT 1") == 1
    assert stop(process) == 0
    assert not folder.exists()


def test_a_test_run_lies_on_the_disk_where_memory_is_short_and_frees_what_a_crashed_one_filled(
    start_in_memory,
):
    process, _url, crashed = start_in_memory(free=0)
    stop(process, signal.SIGKILL)
    assert crashed.exists()
    _process, url, folder = start_in_memory(free=2**60)
    assert folder.is_relative_to(start_in_memory.place)
    assert ask(url, "SELECT 1") == 1
    assert not crashed.exists()


def test_lost_keys_are_not_replaced_beside_sealed_data(checkout):
    stop(checkout.start()[0])
    keys = checkout.place / "var/keys.env"
    keys.rename(keys.with_suffix(".away"))
    assert "keys.env is missing" in checkout.refused()
    assert not keys.exists()
    keys.with_suffix(".away").rename(keys)
    assert checkout.start()[1]


def test_long_path_with_blanks_and_chinese(checkouts):
    checkout = checkouts("检出 " + "x" * 150)
    assert ask(checkout.start()[1]["DATABASE_URL"], "SELECT 1") == 1


@AS_ROOT
def test_closed_checkout_of_root_stays_closed(checkouts, room):
    checkout = checkouts()
    checkout.place.chmod(0o700)
    process, said = checkout.start()
    assert ask(said["DATABASE_URL"], "SELECT 1") == 1
    assert stat.S_IMODE(checkout.place.stat().st_mode) == 0o700
    assert (checkout.place / "var/data").resolve().is_relative_to(room / "outside")
    stop(process)
    assert checkout.start()[1]


@AS_ROOT
def test_servers_of_root_run_as_nobody(checkouts):
    _process, said = checkouts().start(THROW_AWAY)
    owners = {os.stat(f"/proc/{pid}").st_uid for pid in said["pids"]}
    assert 0 not in owners


def test_addresses_in_the_environment_come_first(checkouts, monkeypatch):
    checkout = checkouts()
    monkeypatch.setattr(sys.modules[__name__], "UNWANTED", set())
    given = {
        "DATABASE_URL": "postgresql://app@db/povertyapp",
        "REDIS_URL": "redis://broker/0",
        "SECRET_KEY": "s" * 40,
        "FIELD_KEYS": "k1:" + "A" * 88,
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    _process, said = checkout.start("with session.owned('x') as (services, env): ready(env, [])")
    assert said == given | {"pids": []}
    assert not (checkout.place / "var/keys.env").exists()


def test_server_of_ones_own_needs_keys_of_ones_own(checkouts, monkeypatch):
    checkout = checkouts()
    monkeypatch.setattr(sys.modules[__name__], "UNWANTED", {"SECRET_KEY", "FIELD_KEYS", "REDIS_URL"})
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@db/povertyapp")
    assert "give SECRET_KEY and FIELD_KEYS in the environment too" in checkout.refused()


def test_next_free_port_is_taken():
    with server.listen("127.0.0.1", 18765) as first:
        wanted = first.getsockname()[1]
        with server.listen("127.0.0.1", wanted) as second:
            assert second.getsockname()[1] > wanted


@pytest.mark.parametrize("port", ["http", "0", "70000", "-1"])
def test_port_that_is_none_is_refused(monkeypatch, port):
    monkeypatch.setenv("PORT", port)
    with pytest.raises(Refused, match="accepted is a number between 1 and 65535"):
        server.wanted_port()


@pytest.mark.parametrize("major", [15, 16, 17, 18])
def test_locale_is_always_said_and_never_c(major):
    words = binaries.initdb_locale(major)
    assert any(word.startswith("--locale=") and word.endswith("UTF-8") for word in words)
    assert ("--builtin-locale=C.UTF-8" in words) == (major >= 17)


def test_settings_of_pip_are_told_to_uv(monkeypatch, tmp_path):
    config = tmp_path / "pip.conf"
    config.write_text(
        "[global]\nindex-url = https://index.example/simple\nextra-index-url =\n  /one\n  /two\n"
    )
    monkeypatch.setattr(packages, "PIP_CONFIG_FILES", ())
    monkeypatch.setenv("PIP_CONFIG_FILE", str(config))
    monkeypatch.setenv("PIP_FIND_LINKS", "/wheels")
    for name in packages.PIP_TO_UV.values():
        monkeypatch.delenv(name, raising=False)
    env = packages.uv_environment()
    assert env["UV_DEFAULT_INDEX"] == "https://index.example/simple"
    assert env["UV_INDEX"] == "/one /two"
    assert env["UV_FIND_LINKS"] == "/wheels"


@AS_ROOT
def test_what_a_vanished_checkout_left_outside_goes_away(checkouts, room):
    gone, here = checkouts("gone"), checkouts("here")
    for checkout in (gone, here):
        checkout.place.chmod(0o700)
        process, _said = checkout.start()
        stop(process)
    left = room / "outside" / "povertyapp" / gone.key().removeprefix("pv-")
    assert any((left / "programs").iterdir())
    shutil.rmtree(gone.place)
    assert stop(here.start()[0]) == 0
    assert not (left / "programs").exists()
    assert (left / "data").exists()
    os.utime(left / "checkout", (0, 0))
    assert stop(here.start()[0]) == 0
    assert not left.exists()


@pytest.mark.skipif("no-server-here" in os.environ["DATABASE_URL"], reason="needs script/test")
def test_manage_passes_output_exit_code_and_folder_through(tmp_path):
    code = "import os, sys; print(os.getcwd()); sys.exit(7)"
    command = [str(ROOT / "script/manage"), "shell", "-v", "0", "-c", code]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (7, f"{tmp_path}\n")


def test_unknown_command_is_wrong_usage():
    done = subprocess.run(
        [sys.executable, str(ROOT / "script/launcher"), "fly"], capture_output=True, text=True
    )
    assert done.returncode == 2
    assert done.stderr.startswith("usage:")


def test_a_signal_while_a_server_is_being_made_does_not_lose_it(tmp_path, monkeypatch):
    made = subprocess.Popen

    def interrupted(*arguments, **options):
        process = made(*arguments, **options)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0.01)
        return process

    def stop(number, frame):
        raise Stop

    child = Child("sleeper", ["sleep", "60"], {"PATH": os.environ["PATH"]}, tmp_path / "sleeper.log")
    monkeypatch.setattr(processes.subprocess, "Popen", interrupted)
    before = signal.signal(signal.SIGTERM, stop)
    try:
        with pytest.raises(Stop):
            child.start()
    finally:
        signal.signal(signal.SIGTERM, before)
    assert child.alive
    stop_all([child], seconds=2)
    assert not child.alive


class StuckProcess:
    """A process that neither stops nor ends when it is killed: it waits for a disk."""

    pid = 2**22 + 1  # beyond the numbers that Linux gives

    def poll(self):
        return None

    def send_signal(self, number):
        pass

    def wait(self, seconds):
        raise subprocess.TimeoutExpired("postgres", seconds)


def test_a_server_that_does_not_even_die_is_told_of_and_not_waited_for(tmp_path, capsys):
    child = Child("PostgreSQL", ["postgres"], {}, tmp_path / "postgres.log")
    child.process = StuckProcess()
    stop_all([child], seconds=0)
    assert "killed and is still ending" in capsys.readouterr().err
