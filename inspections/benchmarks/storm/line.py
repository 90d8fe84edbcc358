"""The bad line: a network of its own that drops packets, and a proxy that cuts after the server has answered."""

import asyncio
import contextlib
import os
import shutil
import socket
import struct
import subprocess
import sys
from random import Random

DROPPED_PERCENT = 20
CUT_ONE_IN = 10
REST_SECONDS = 2
OWN_NETWORK = "STORM_OWN_NETWORK"
RESET = struct.pack("ii", 1, 0)  # SO_LINGER 0: the other side sees a reset
RULES = """
table inet storm {{
  chain lost {{
    type filter hook input priority 0
    tcp dport {port} numgen random mod 100 < {percent} drop
    tcp sport {port} numgen random mod 100 < {percent} drop
  }}
}}
"""


def alone(command: list[str]) -> list[str]:
    """Return the command in a network of its own, or as it is where this machine does not allow one."""
    if not _program("ip"):
        return command
    rights = [] if os.geteuid() == 0 else ["--map-root-user"]
    unshare = ["unshare", *rights, "--net"]
    test = subprocess.run([*unshare, "true"], capture_output=True) if shutil.which("unshare") else None
    return [*unshare, "env", f"{OWN_NETWORK}=1", *command] if test and test.returncode == 0 else command


def lose_packets(port: int) -> str:
    """Drop a fifth of the packets to and from a port; return what loses: `nftables`, or `proxy` where it is missing.

    Only in a network of our own: the machine's own is left alone.
    """
    is_ours = OWN_NETWORK in os.environ
    nft = _program("nft")
    if is_ours:
        subprocess.run([_program("ip"), "link", "set", "lo", "up"], check=True)
    if not (is_ours and nft):
        return "proxy"
    rules = RULES.format(port=port, percent=DROPPED_PERCENT)
    done = subprocess.run([nft, "-f", "-"], input=rules, text=True, capture_output=True)
    if done.returncode:
        sys.stderr.write(done.stderr)
    return "proxy" if done.returncode else "nftables"


def _program(name: str) -> str | None:
    """Return where a program is; ordinary users often have no path to those of the system."""
    return shutil.which(name, path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/sbin")


class CuttingProxy:
    """Hands requests on. Once in ten answers it waits for the first byte and cuts the line instead of passing it.

    Where packets cannot be lost (`loses`), one request in five is cut before it reaches the server, too.
    """

    def __init__(self, seed: int, target: int, loses: bool):
        self.random, self.target, self.loses = Random(f"cuts {seed}"), target, loses
        self.cut = self.lost = 0
        self.open: set[asyncio.Task] = set()

    async def serve(self, port: int):
        return await asyncio.start_server(self._hand_on, "127.0.0.1", port, backlog=512)

    async def rest(self):
        """Wait a little for the last lines to close; the end of one that was lost is never told, and it is given up."""
        if not self.open:
            return
        _closed, left = await asyncio.wait(self.open, timeout=REST_SECONDS)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    def _hand_on(self, reader, writer):
        task = asyncio.create_task(self._pass(reader, writer))
        self.open.add(task)
        task.add_done_callback(self.open.discard)

    async def _pass(self, reader, writer):
        given_up = (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError)
        with contextlib.suppress(*given_up):
            behind, answers = await asyncio.open_connection("127.0.0.1", self.target)
            try:
                while request := await _message(reader):
                    if self.loses and self.random.randrange(100) < DROPPED_PERCENT:
                        self.lost += 1
                        break
                    answers.write(request)
                    await answers.drain()
                    answer = await _message(behind)
                    if not answer:
                        break
                    if self.random.randrange(CUT_ONE_IN) == 0:
                        self.cut += 1
                        break
                    writer.write(answer)
                    await writer.drain()
            finally:
                answers.close()
        _reset(writer)


async def _message(reader) -> bytes:
    """Return one whole request or answer with its body; nothing where the line ended before it began."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return b""
    length = 0
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    return head + (await reader.readexactly(length) if length else b"")


def _reset(writer):
    line = writer.get_extra_info("socket")
    if line is not None:
        with contextlib.suppress(OSError):
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    writer.close()
