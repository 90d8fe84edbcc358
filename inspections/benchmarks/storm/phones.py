"""Simulated phones: each sends its visits, and then their photos, until every one has its receipt."""

import asyncio
import json
from dataclasses import dataclass, field
from http import HTTPStatus
from random import Random

from inspections.benchmarks.storm.plan import BATCH

PATIENCE = 10
PIECE = 64 * 1024
JSON = {"Content-Type": "application/json"}
BYTES = {"Content-Type": "application/octet-stream"}
DONE = (HTTPStatus.OK, HTTPStatus.CREATED)
LATER = (HTTPStatus.TOO_MANY_REQUESTS, *range(500, 600))
BROKEN = (OSError, EOFError, asyncio.IncompleteReadError, TimeoutError, ValueError)


class Line:
    """One kept connection to the server, made anew when it breaks."""

    def __init__(self, port: int, headers: dict[str, str]):
        self.port, self.headers = port, {"Host": "localhost", "Connection": "keep-alive"} | headers
        self.reader = self.writer = None

    async def ask(self, method: str, path: str, body: bytes = b"", **headers):
        """Return status and JSON of an answer; one of BROKEN where none came."""
        try:
            return await asyncio.wait_for(self._ask(method, path, body, headers), PATIENCE)
        except BROKEN:
            self.drop()
            raise

    async def _ask(self, method, path, body, headers):
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        said = self.headers | {"Content-Length": str(len(body))} | headers
        head = f"{method} {path} HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in said.items())
        self.writer.write(head.encode() + b"\r\n" + body)
        await self.writer.drain()
        status, length = await self._head()
        answer = json.loads(await self.reader.readexactly(length) or b"{}") if length else {}
        return status, answer

    async def _head(self):
        lines = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        named = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
        return int(lines[0].split(" ")[1]), int(named["content-length"])

    def drop(self):
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None


@dataclass
class Phone:
    """What one phone has still to send, and what it was told."""

    line: Line
    waiting: list[dict]
    random: Random
    picture: bytes = b""
    done: list[dict] = field(default_factory=list)
    receipts: dict[str, list] = field(default_factory=dict)
    refusals: list = field(default_factory=list)
    broken: int = 0
    pieces: int = 0

    async def send_all(self, told):
        """Send until nothing waits; `told` is called with each new receipt."""
        while self.waiting:
            some = self.waiting[: self.random.choice((1, 1, 1, BATCH))]
            try:
                answers = await self._send([one["body"] for one in some])
            except BROKEN:
                await self._pause()
                continue
            for one, (status, answer) in zip(some, answers, strict=True):
                if status in LATER:
                    continue
                self.waiting.remove(one)
                self.done.append(one)
                self._note(one["body"]["submission_id"], status, answer, told)
                for photo in one["body"].get("photos", ()):
                    await self._send_photo(one["body"]["submission_id"], photo)
            if self.receipts and self.random.randrange(100) == 0:
                await self._send_again()

    async def _send(self, bodies):
        if len(bodies) == 1:
            status, answer = await self.line.ask("POST", "/api/v1/visits/", as_json(bodies[0]), **JSON)
            if status in LATER:
                raise OSError(status)
            return [(status, answer)]
        status, answer = await self.line.ask(
            "POST", "/api/v1/visits/batch/", as_json({"submissions": bodies}), **JSON
        )
        if status != HTTPStatus.OK:
            raise OSError(status)
        return [(result["status"], result) for result in answer["results"]]

    def _note(self, submission, status, answer, told):
        if status in DONE and answer.get("receipt"):
            self.receipts.setdefault(submission, []).append(answer["receipt"])
            told()
        else:
            self.refusals.append([submission, status, answer])

    async def _send_again(self):
        """Send something that was received already: the same receipt must come."""
        one = self.random.choice(self.done)
        try:
            ((status, answer),) = await self._send([one["body"]])
        except BROKEN:
            return
        self._note(one["body"]["submission_id"], status, answer, lambda: None)

    async def _send_photo(self, submission, photo):
        """Announce a photo and send its pieces, going on wherever the server says that it stands."""
        path, offset = f"/api/v1/photos/{photo['photo_id']}/", None
        while offset != photo["size"]:
            try:
                if offset is None:
                    about = as_json(photo | {"submission_id": submission})
                    asked = self.line.ask("POST", "/api/v1/photos/", about, **JSON)
                else:
                    piece = self.picture[offset : offset + PIECE]
                    asked = self.line.ask("PATCH", path, piece, **BYTES, **{"Upload-Offset": str(offset)})
                    self.pieces += 1
                status, answer = await asked
            except BROKEN:
                status, answer = LATER[0], {}
            if status in LATER:
                offset = None
                await self._pause()
            elif "offset" in answer:
                offset = answer["offset"]
            else:
                self.refusals.append([submission, status, answer])
                return

    async def _pause(self):
        self.broken += 1
        await asyncio.sleep(self.random.uniform(0.05, 0.5))


def as_json(value) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
