"""`script/server`: from a fresh machine to the running application, until Ctrl-C."""

import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from launcher import environment, places, session
from launcher.checkout import LOGS, PYTHON, ROOT, digest, read_json, write_private
from launcher.console import Refused, say, show, step
from launcher.processes import Child, stop_all
from launcher.services import Services

DEFAULT_PORT = 8000
PORTS_TRIED = 100
MIGRATED = "migrated"
DEMO_PASSWORD_BYTES = 9
START_SECONDS = 120
STOP_SECONDS = 6


def serve() -> int:
    """Bring everything up, keep it up, stop it in reverse order; return 1 where a part ended by itself."""
    environment.prepare("demo")
    with session.owned("script/server") as (services, env):
        demo = prepare_database(services, env)
        listener = listen(os.environ.get("HOST", "127.0.0.1"), wanted_port())
        web, others = application(env | demo_switch(demo), listener)
        try:
            step("Starting the web server")
            web.start()
            address = wait_for_page(listener, web)
            # Worker and beat take as long again to start; nobody who opens the first page waits for them.
            for child in others:
                child.start()
            session.announce(address)
            introduce(address, demo)
            return watch([web, *others], services)
        finally:
            step("Stopping")
            stop_all([web, *others], STOP_SECONDS)


def prepare_database(services: Services, env: dict[str, str]) -> dict:
    """Migrate, collect static files, load the demo county on the first start; return what the demo said."""
    static = environment.StaticFiles(env)
    static.start()
    try:
        migrate(services, env)
        demo = load_demo(services, env)
        static.finish()
    except BaseException:
        static.abandon()
        raise
    return demo


def migrate(services: Services, env: dict[str, str]) -> None:
    """Migrate; our own database only where the checkout holds other migrations than at the last time."""
    files = sorted([*ROOT.glob("*/migrations/*.py"), *ROOT.glob("*/*/migrations/*.py")])
    marker, wanted = services.home.folder / MIGRATED, digest(environment.LOCKS["demo"], *files)
    is_ours = "DATABASE_URL" not in os.environ
    if is_ours and marker.exists() and marker.read_text() == wanted:
        return
    step("Bringing the database up to date")
    manage(env, "migrate", "--noinput", "--verbosity", "0")
    if is_ours:
        marker.write_text(wanted)


def forget_migrated() -> None:
    """Let the next start migrate, because a person migrates by hand."""
    (places.kept_home().folder / MIGRATED).unlink(missing_ok=True)


def load_demo(services: Services, env: dict[str, str]) -> dict:
    """Load the demo county once into our own database, or where DEMO=1 asks for it; return its last line.

    A database that the environment names may hold real people: it gets no demo unasked.
    """
    is_ours = "DATABASE_URL" not in os.environ
    folder = services.home.folder
    marker = folder / "demo.json"
    if is_ours and marker.exists():
        return read_json(marker)
    if os.environ.get("DEMO", "1" if is_ours else "0") == "0":
        return {}
    step("Loading the demo county")
    folder.mkdir(parents=True, exist_ok=True)
    # Kept before it is used: a start that was cut short must find the logins' password again.
    password = os.environ.get("DEMO_PASSWORD") or read_json(folder / "demo-password.json").get("password")
    password = password or secrets.token_urlsafe(DEMO_PASSWORD_BYTES)
    write_private(folder / "demo-password.json", json.dumps({"password": password}) + "\n")
    lines = manage(env | {"DEMO_PASSWORD": password}, "load_demo").strip().splitlines()
    said = json.loads(lines[-1]) if lines else {}
    write_private(marker, json.dumps(said, ensure_ascii=False) + "\n")
    return said


def demo_switch(demo: dict) -> dict[str, str]:
    return {"SHOW_DEMO_LOGINS": "1"} if demo else {}


def manage(env: dict[str, str], *arguments: str) -> str:
    """Run a management command and return its standard output; raise where it failed."""
    done = subprocess.run(
        [str(PYTHON), "manage.py", *arguments],
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    if done.returncode != 0:
        sys.stderr.write(done.stdout)
        raise Refused(
            f"manage.py {arguments[0]} failed with exit code {done.returncode}; the reason stands above."
        )
    return done.stdout


def wanted_port() -> int:
    text = os.environ.get("PORT", "") or str(DEFAULT_PORT)
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise Refused(f"PORT is {text!r}; accepted is a number between 1 and 65535.")
    return int(text)


def listen(host: str, wanted: int) -> socket.socket:
    """Return a listening socket on the wanted port or on the next free one.

    The launcher itself listens and hands the socket on, so that nobody can take the port in between.
    """
    for port in range(wanted, min(wanted + PORTS_TRIED, 65536)):
        try:
            return socket.create_server((host, port), backlog=256)
        except OSError as error:
            if port == wanted:
                step(f"Port {port} cannot be used ({error.strerror}); looking for the next free one")
    raise Refused(f"No free port from {wanted} on; choose another with PORT.")


def application(env: dict[str, str], listener: socket.socket) -> tuple[Child, list[Child]]:
    """Return the web server, which gets the listening socket, and the worker and beat.

    None of them learns how the owner of the database connects.
    """
    env = {name: value for name, value in env.items() if name != "OWNER_DATABASE_URL"}
    (Path(env["VAR_DIR"]) / "media").mkdir(parents=True, exist_ok=True)
    tools = PYTHON.parent
    celery = [str(tools / "celery"), "--app", "povertyapp"]
    size = os.environ.get("WORKER_CONCURRENCY", "2")
    worker = [
        *celery,
        "worker",
        "--concurrency",
        size,
        "--loglevel",
        "INFO",
        "--without-gossip",
        "--without-mingle",
    ]
    schedule = str(Path(env["VAR_DIR"]) / "beat-schedule")
    beat = [*celery, "beat", "--loglevel", "INFO", "--schedule", schedule, "--pidfile", ""]
    web = [str(tools / "gunicorn"), "--config", "deploy/gunicorn.conf.py", "povertyapp.wsgi"]
    handed_on = {"LISTEN": f"fd://{listener.fileno()}", "WEB_GRACE": str(STOP_SECONDS // 2)}
    where = str(ROOT)
    return (
        Child(
            "The web server", web, env | handed_on, LOGS / "web.log", cwd=where, pass_fds=(listener.fileno(),)
        ),
        [
            Child("The worker", worker, env, LOGS / "worker.log", cwd=where),
            Child("Beat", beat, env, LOGS / "beat.log", cwd=where),
        ],
    )


def wait_for_page(listener: socket.socket, web: Child) -> str:
    """Wait until the login page answers and return the address; raise where the web server ends first."""
    host, port = listener.getsockname()[:2]
    asked = "127.0.0.1" if host in ("0.0.0.0", "") else host
    deadline = time.monotonic() + START_SECONDS
    while not page_answers(asked, port):
        if not web.alive:
            raise Refused(f"{web.name} ended while starting. The end of its log {web.log}:\n{web.tail(30)}")
        if time.monotonic() > deadline:
            raise Refused(f"The login page did not answer within {START_SECONDS} s; see {web.log}.")
        time.sleep(0.1)
    listener.close()
    return f"http://{asked}:{port}/"


def page_answers(host: str, port: int) -> bool:
    """Say whether the login page comes; a redirect to TLS and a refused host name are answers too."""
    line = http.client.HTTPConnection(host, port, timeout=30)
    try:
        line.request("GET", "/login/", headers={"Host": f"localhost:{port}"})
        return line.getresponse().status < 500
    except OSError:
        return False
    finally:
        line.close()


def introduce(address: str, demo: dict) -> None:
    """Print the address and the demo logins."""
    step("Ready")
    show(f"povertyapp: {address}")
    if demo.get("logins"):
        logins = demo["logins"]
        show(f"demo logins: {', '.join(logins)}")
        show(f"password:    {demo.get('password', 'the one of the first start')}")
    show(f"logs: {LOGS}; Ctrl-C stops everything")


def watch(children: list[Child], services: Services) -> int:
    """Return 1 as soon as a part ends by itself; Ctrl-C leaves by `Stop`."""
    while True:
        gone = next((child for child in children if not child.alive), None) or services.dead()
        if gone:
            code = gone.process.returncode if gone.process else None
            how = (
                f"was killed by {signal.Signals(-code).name}"
                if code and code < 0
                else f"ended with exit code {code}"
            )
            say(
                f"{gone.name} {how}; all else is being stopped. The end of its log {gone.log}:\n{gone.tail()}"
            )
            return 1
        time.sleep(0.3)
