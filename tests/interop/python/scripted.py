"""What the kits' servers share: a model that is scripted, and the socket they listen on. The kits are real."""

import asyncio
import logging
import re
import socket
import sys
from collections.abc import AsyncIterator

import uvicorn

# The scripted failures are meant.
logging.disable(logging.CRITICAL)

CODE = re.compile(r"The test code is (\w+)\.")


def answer(words: str) -> list[str]:
    """What a model would say that has read these words and nothing else, in pieces as it streams them."""
    codes = CODE.findall(words)
    text = f"The code is {codes[-1]}." if codes else "I see no passage here."
    return [text[start : start + 6] for start in range(0, len(text), 6)]


async def streamed(words: str) -> AsyncIterator[str]:
    """The same as it comes: piece by piece; asked to be slow, it stops halfway; asked to fail, it fails."""
    if "fail please" in words:
        raise RuntimeError("scripted failure")
    for piece in answer(words):
        await asyncio.sleep(0.01)
        yield piece
    if "slow please" in words:
        await asyncio.sleep(60)


def serve(app) -> None:
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    print(f"PORT {listener.getsockname()[1]}", flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="critical")).run(sockets=[listener])
    sys.exit(0)
