"""What production is made of agrees with the settings: compose file, image, proxy, locks, secrets."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from povertyapp import environment

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = ROOT / "docker-compose.yml"
APPLICATION = {"web", "worker", "beat", "migrate"}
LONG_RUNNING = {"web", "worker", "beat", "postgres", "redis"}
SAMPLE = "abcdef0123456789abcdef0123456789"
READER = re.compile(r"env_(?:str|bool|int|list|secret)\(\s*\"([A-Z_]+)\"(\s*\))?")
VARIABLE = re.compile(r"\$\{([A-Z_]+)(:[?-])?")


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load(COMPOSE.read_text())


@pytest.fixture(scope="module")
def services(compose):
    return compose["services"]


def settings_names():
    """Return the names that settings.py reads: (all of them, those without a default)."""
    found = READER.findall((ROOT / "povertyapp" / "settings.py").read_text())
    return {name for name, _ in found}, {name for name, closed in found if closed}


def server_names():
    text = (ROOT / "deploy" / "gunicorn.conf.py").read_text()
    return set(re.findall(r"environ\.get\(\"([A-Z_]+)\"", text))


def example_names():
    lines = (ROOT / ".env.example").read_text().splitlines()
    return {match[1] for line in lines if (match := re.match(r"#?([A-Z_]+)=", line))}


def filled_in(text):
    """Return the text with every variable of .env filled in."""
    text = re.sub(r"\$\{[A-Z_]+:\?[^}]*\}", SAMPLE, str(text))
    return re.sub(r"\$\{[A-Z_]+:-([^}]*)\}", r"\1", text)


def test_all_parts_are_there(services):
    assert set(services) == {"proxy", "web", "worker", "beat", "migrate", "roles", "postgres", "redis"}


@pytest.mark.parametrize("name", sorted(APPLICATION))
def test_application_gets_what_settings_need_and_nothing_unknown(services, name):
    known, needed = settings_names()
    given = set(services[name]["environment"])
    assert needed == {"SECRET_KEY", "FIELD_KEYS", "DATABASE_URL", "REDIS_URL"}
    assert needed <= given
    assert given <= known | server_names()


def test_addresses_can_be_read_and_point_at_the_services(services):
    given = {name: filled_in(value) for name, value in services["web"]["environment"].items()}
    database = environment.database_from_url(given["DATABASE_URL"])
    assert (database["HOST"], database["NAME"], database["USER"]) == ("postgres", "povertyapp", "app")
    assert environment.celery_url(given["REDIS_URL"]).partition("@")[2] == "redis:6379/0"
    assert given["CSRF_TRUSTED_ORIGINS"] == f"https://{given['ALLOWED_HOSTS']}"
    assert given["BEHIND_TLS"] == "1"


def test_every_variable_is_in_the_example_and_the_other_way_round():
    used = {name for name, _ in VARIABLE.findall(COMPOSE.read_text())}
    assert used == example_names()


def test_secrets_have_no_default():
    forms = dict(VARIABLE.findall(COMPOSE.read_text()))
    passwords = ("POSTGRES_PASSWORD", "OWNER_DATABASE_PASSWORD", "APP_DATABASE_PASSWORD", "REDIS_PASSWORD")
    for name in ("SECRET_KEY", "FIELD_KEYS", *passwords):
        assert forms[name] == ":?"
        assert f"\n{name}=\n" in (ROOT / ".env.example").read_text()


def test_only_the_proxy_is_reached_from_outside(compose, services):
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert compose["networks"]["front"]["internal"]
    assert compose["networks"]["inside"]["internal"]
    assert "inside" not in services["proxy"]["networks"]


def test_each_long_running_part_has_a_health_check_and_comes_back(services):
    for name in LONG_RUNNING:
        assert services[name]["restart"] == "unless-stopped"
        assert name == "web" or "test" in services[name]["healthcheck"]  # the image has the one of web
    assert "HEALTHCHECK" in (ROOT / "Dockerfile").read_text()


def test_application_waits_for_the_migrations(services):
    for name in APPLICATION - {"migrate"}:
        assert services[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
    assert services["migrate"]["depends_on"]["roles"]["condition"] == "service_completed_successfully"
    assert services["roles"]["depends_on"]["postgres"]["condition"] == "service_healthy"


def test_only_migrations_know_the_owner_of_the_database(services):
    knowing = [name for name, service in services.items() if "owner:" in str(service.get("environment"))]
    assert knowing == ["migrate"]
    found = environment.database_from_url(filled_in(services["migrate"]["environment"]["OWNER_DATABASE_URL"]))
    script = (ROOT / "deploy" / "postgres-roles.sh").read_text()
    for role in (found["USER"], "app"):
        assert f"ALTER ROLE {role} PASSWORD" in script


def test_database_knows_chinese_characters(services):
    assert "--locale=C.UTF-8" in services["postgres"]["environment"]["POSTGRES_INITDB_ARGS"]


def test_statements_stay_out_of_the_database_log(services):
    assert "log_min_error_statement=panic" in services["postgres"]["command"]


def test_pages_wait_for_no_workers_of_the_database(services):
    assert {"max_parallel_workers_per_gather=0", "jit=off"} <= set(services["postgres"]["command"])


def test_named_volumes_and_mounted_files_exist(compose, services):
    for service in services.values():
        for volume in service.get("volumes", []):
            source = filled_in(volume).split(":")[0]
            if source.startswith("./deploy/") and "certificates" not in source:
                assert (ROOT / source).exists()
            elif not source.startswith("."):
                assert source in compose["volumes"]


def test_image_runs_as_a_plain_user_on_locked_packages():
    text = (ROOT / "Dockerfile").read_text()
    assert "--require-hashes --requirement requirements.lock" in text
    assert text.rindex("\nUSER app") > text.rindex("\nRUN ")
    assert "npm ci" in text


def test_proxy_passes_on_to_the_web_server_with_room_for_a_workbook():
    text = (ROOT / "deploy" / "Caddyfile").read_text()
    assert "reverse_proxy web:8000" in text
    assert int(re.search(r"max_size (\d+)MB", text)[1]) > 10


@pytest.mark.parametrize("kind", ["requirements", "requirements-demo", "requirements-dev"])
def test_requirements_are_pinned_with_a_reason_and_locked(kind):
    lock = (ROOT / f"{kind}.lock").read_text()
    assert "://" not in lock  # no address of an index
    for line in (ROOT / f"{kind}.txt").read_text().splitlines():
        if line and not line.startswith(("#", "-r ")):
            match = re.fullmatch(r"([A-Za-z0-9-]+)(\[[a-z]+\])?==(\S+)\s+# .{5,}", line)
            assert match, line
            assert re.search(rf"^{re.escape(match[1].lower())}(\[[a-z]+\])?==", lock, re.MULTILINE), line


def test_larger_locks_agree_with_the_smaller_ones():
    pins = {}
    for kind in ("requirements", "requirements-demo", "requirements-dev"):
        found = dict(
            re.findall(r"^([a-z0-9-]+)==([^\s;]+)", (ROOT / f"{kind}.lock").read_text(), re.MULTILINE)
        )
        assert pins.items() <= found.items(), kind
        pins = found


def test_docker_reads_the_compose_file(tmp_path):
    docker = shutil.which("docker")
    if not docker or subprocess.run([docker, "compose", "version"], capture_output=True).returncode != 0:
        pytest.skip("docker compose is not on this machine")
    example = (ROOT / ".env.example").read_text()
    (tmp_path / "env").write_text(re.sub(r"(?m)^([A-Z_]+)=$", rf"\1={SAMPLE}", example))
    command = [
        docker,
        "compose",
        "--env-file",
        str(tmp_path / "env"),
        "--file",
        str(COMPOSE),
        "config",
        "--quiet",
    ]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"HOME": str(tmp_path)})
    assert done.returncode == 0, done.stderr
