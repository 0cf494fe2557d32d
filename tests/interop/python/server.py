"""A real chatkit-python server with the scripted agent, for the interop tests.

Run: python server.py   (prints "PORT <n>" once it listens)
"""

import logging
import socket
import sys

import uvicorn
from agent import SceneServer
from chatkit.server import StreamingResult
from chatkit.store import NotFoundError
from fastapi import FastAPI, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import ValidationError
from store import MemoryFiles, MemoryStore

# The scripted failures are meant.
logging.getLogger("chatkit").setLevel(logging.CRITICAL)

app = FastAPI()
files = MemoryFiles()
server = SceneServer(MemoryStore(), files)


@app.post("/chatkit")
async def chatkit(request: Request) -> Response:
    body = await request.body()
    # The address that the browser sees: the tests stand between it and this server.
    base = request.headers.get("x-base", str(request.base_url).rstrip("/"))
    try:
        result = await server.process(body, {"base": base})
    except NotFoundError:
        return Response('{"error":"not found"}', status_code=404, media_type="application/json")
    except ValidationError:
        return Response('{"error":"invalid"}', status_code=400, media_type="application/json")
    if isinstance(result, StreamingResult):
        return StreamingResponse(result, media_type="text/event-stream")
    return Response(result.json, media_type="application/json")


@app.put("/upload/{attachment_id}")
async def upload(attachment_id: str, request: Request) -> Response:
    attachment = server.store.attachments.get(attachment_id)
    if attachment is None or request.headers.get("x-upload") != "1":
        return Response(status_code=404)
    files.bytes[attachment_id] = await request.body()
    attachment.upload_descriptor = None
    return Response(status_code=200)


if __name__ == "__main__":
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    print(f"PORT {listener.getsockname()[1]}", flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="critical")).run(sockets=[listener])
    sys.exit(0)
