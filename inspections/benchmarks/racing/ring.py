"""Requests let go at the same moment: each is sent but for its last byte, then all of these bytes at once."""

import json
import socket
import threading
import time
from dataclasses import dataclass, field

PATIENCE = 60


@dataclass(frozen=True)
class Answer:
    """What came back: the status, how long it took from the moment of release, the body."""

    status: int
    seconds: float
    body: dict = field(default_factory=dict)


def let_go(port, raws):
    """Send complete HTTP/1.1 requests over a connection each, their last bytes together; return an Answer for each.

    A connection that breaks is answered with status 0: a lost answer is a fault like any other.
    """
    gate = threading.Barrier(len(raws))
    answers = [Answer(0, 0.0)] * len(raws)

    def one(place, raw):
        with socket.create_connection(("127.0.0.1", port), PATIENCE) as line:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            line.sendall(raw[:-1])
            gate.wait()
            released = time.monotonic()
            line.sendall(raw[-1:])
            status, body = _read(line.makefile("rb"))
            answers[place] = Answer(status, time.monotonic() - released, body)

    threads = [threading.Thread(target=_quietly(one), args=pair) for pair in enumerate(raws)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _quietly(work):
    def run(*args):
        try:
            work(*args)
        except (OSError, ValueError, IndexError, threading.BrokenBarrierError):
            return  # its answer stays 0

    return run


def _read(reader):
    status, length = int(reader.readline().split(b" ", 2)[1]), 0
    kind = b""
    while (line := reader.readline().strip()) != b"":
        name, _colon, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
        elif name.lower() == b"content-type":
            kind = value
    body = reader.read(length)
    return status, json.loads(body) if b"json" in kind and body else {}


def request(path, head, body):
    """Return a POST as bytes; `head` are its further lines."""
    told = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    begin = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {len(body)}\r\n{told}\r\n"
    return begin.encode() + body
