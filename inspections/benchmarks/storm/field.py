"""`python -m inspections.benchmarks.storm.field PLAN`: web server, bad line and phones in a network of their own.

Reads `kill` from standard input and kills the web server, master and workers, and starts it again. Writes the
number of receipts so far, a line each, and at the end what every phone keeps, into the file named by the plan.
"""

import asyncio
import base64
import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

from inspections.benchmarks.storm.line import CuttingProxy, lose_packets
from inspections.benchmarks.storm.phones import BROKEN, Line, Phone

WEB_PORT, BAD_PORT = 18_471, 18_472
START_SECONDS = 120


class Web:
    """gunicorn as in production, in a session of its own so that all of it can be killed."""

    def __init__(self, log: str):
        self.log, self.running, self.kills = log, None, 0

    def start(self):
        command = [str(Path(sys.executable).with_name("gunicorn")), "--config", "deploy/gunicorn.conf.py"]
        env = os.environ | {"LISTEN": f"127.0.0.1:{WEB_PORT}", "DEVICE_REQUESTS": "1000000"}
        with open(self.log, "ab") as log:
            self.running = subprocess.Popen(
                [*command, "povertyapp.wsgi"], env=env, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait()

    async def answers(self):
        line, deadline = Line(WEB_PORT, {}), time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            with contextlib.suppress(*BROKEN, KeyError):
                await line.ask("GET", "/api/v1/visits/")
                return
            await asyncio.sleep(0.2)
        raise SystemExit(f"the web server does not answer; its log is {self.log}")


async def rage(plan: dict) -> dict:
    """Let the phones send over the bad line while the web server is killed; return what they keep."""
    how = lose_packets(BAD_PORT)
    web = Web(plan["log"])
    web.start()
    try:
        await web.answers()
        proxy = CuttingProxy(plan["seed"], WEB_PORT, loses=how == "proxy")
        async with await proxy.serve(BAD_PORT):
            killing = asyncio.create_task(_obey(web))
            phones = _phones(plan)
            told, started = Told(), time.monotonic()
            await asyncio.gather(*(phone.send_all(told) for phone in phones))
            seconds = time.monotonic() - started
            killing.cancel()
            for phone in phones:
                phone.line.drop()
            await proxy.rest()
        return {
            "seconds": seconds,
            "loss": how,
            "cut": proxy.cut,
            "lost_by_proxy": proxy.lost,
            "broken": sum(phone.broken for phone in phones),
            "pieces": sum(phone.pieces for phone in phones),
            "receipts": {key: said for phone in phones for key, said in phone.receipts.items()},
            "refusals": [refusal for phone in phones for refusal in phone.refusals],
        }
    finally:
        web.kill()


def _phones(plan):
    picture = base64.b64decode(plan["picture"])
    waiting = [[] for _phone in plan["phones"]]
    for one in plan["submissions"]:
        waiting[one["phone"]].append(one)
    return [
        Phone(
            Line(BAD_PORT, {"X-Device": phone["header"]}),
            waiting[number],
            Random(f"phone {plan['seed']} {number}"),
            picture,
        )
        for number, phone in enumerate(plan["phones"])
    ]


class Told:
    """Counts the receipts and says each number to whoever started us."""

    count = 0

    def __call__(self):
        self.count += 1
        sys.stdout.write(f"{self.count}\n")
        sys.stdout.flush()


async def _obey(web):
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while (await reader.readline()).strip() == b"kill":
        web.kill()
        web.start()


if __name__ == "__main__":
    given = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    kept = asyncio.run(rage(given))
    Path(given["kept"]).write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
