"""Chats, and what belongs to them, that are not ChatKit, each word for word as its first owner runs it, for the tests.

Run: python chats.py   (prints "PORT <n>" once it listens)
    /json       the textbook skill's minimal back end: one JSON answer, sessions in memory
    /generated  what the skill's generator writes for `--auth better-auth`: the token is a part of the address
    /book       the textbook's real API: named events, citations, sessions, limits
    /todo       the Todo handler: the reader's id in the path, a slash at its end, a body that it reads itself, and a
                session endpoint that takes the reader's own JWT
    /vend       the token proxy of Orcheo's guide, in front of ORCHEO_BACKEND
    /link       chatkit-link's server, in front of CHATKIT_API_BASE
Writes one JSON line per request to standard output: {"app", "path", "query", "authorization", "body"}, and
{"gone": path} when a client leaves in the middle of an answer.
"""

import asyncio
import base64
import hashlib
import hmac
import json
import os
import socket
import sys
import time
import uuid
from datetime import datetime, timezone
from typing import Optional

import httpx2 as httpx
import requests
import uvicorn
from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse, StreamingResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, Field, model_validator
from sse_starlette.sse import EventSourceResponse
from starlette.concurrency import run_in_threadpool

SECRET = b"the test server's own"


def now() -> str:
    return datetime.now(timezone.utc).isoformat()


def say(**line) -> None:
    print(json.dumps(line), flush=True)


def recording(app: FastAPI, name: str) -> None:
    @app.middleware("http")
    async def record(request: Request, call_next):
        body = await request.body()
        say(
            app=name,
            method=request.method,
            path=request.url.path,
            query=request.url.query,
            authorization=request.headers.get("authorization"),
            body=json.loads(body) if body else None,
        )
        return await call_next(request)


async def slowly(question: str) -> None:
    if "slow please" in question:
        await asyncio.sleep(60)


def answer_to(question: str, passage: Optional[str], turn: int) -> str:
    return f"Answer {turn} to **{question}** from:\n\n> {passage or 'the whole book'}\n\nThat is all of it."


# ── The textbook skill ───────────────────────────────────────────────────────────────────────────────────────────────

def verify_token(token: str) -> dict:
    raise HTTPException(status_code=401, detail="Invalid token")


class ChatRequest(BaseModel):
    message: str
    session_id: str
    mode: str = "normal"
    selected_text: Optional[str] = None


class ChatResponse(BaseModel):
    response: str
    session_id: str
    message_id: str


def skill_app(name: str, guard: list) -> FastAPI:
    skill = FastAPI(title="ChatKit Backend")
    recording(skill, name)
    sessions: dict[str, dict] = {}

    @skill.post("/chat", response_model=ChatResponse, dependencies=guard)
    async def chat_endpoint(request: ChatRequest):
        if not request.message.strip():
            raise HTTPException(status_code=400, detail="Message cannot be empty")
        if request.mode == "selection_only" and not request.selected_text:
            raise HTTPException(status_code=400, detail="Selected text required in selection_only mode")
        if request.selected_text and len(request.selected_text) > 12000:
            raise HTTPException(status_code=400, detail="Selected text too long (max 12000 chars)")
        if "fail please" in request.message:
            raise HTTPException(status_code=500, detail="server text")
        if request.session_id not in sessions:
            sessions[request.session_id] = {"messages": [], "created_at": datetime.utcnow()}
        turns = sessions[request.session_id]["messages"]
        passage = request.selected_text if request.mode == "selection_only" else None
        response = answer_to(request.message.split("\n")[0], passage, len(turns) + 1)
        await slowly(request.message)
        message_id = str(uuid.uuid4())
        turns.append(
            {
                "id": message_id,
                "message": request.message,
                "response": response,
                "selected_text": request.selected_text,
                "timestamp": datetime.utcnow(),
            }
        )
        return ChatResponse(response=response, session_id=request.session_id, message_id=message_id)

    @skill.get("/health")
    async def health_check():
        return {"status": "healthy", "sessions": len(sessions)}

    @skill.get("/sessions/{session_id}", dependencies=guard)
    async def get_session(session_id: str):
        if session_id not in sessions:
            raise HTTPException(status_code=404, detail="Session not found")
        return sessions[session_id]

    return skill


skill = skill_app("json", [])
generated = skill_app("generated", [Depends(verify_token)])


@generated.get("/auth/token")
async def get_token():
    return {"token": sign({"user_id": "ann", "exp": time.time() + 3_600})}


# ── The textbook's real API ──────────────────────────────────────────────────────────────────────────────────────────

book = FastAPI(title="RoboTutor Chat API", version="1.0.0", description="FastAPI backend for the textbook chatbot")
recording(book, "book")
book_sessions: dict[str, list[dict]] = {}


class QueryFilters(BaseModel):
    modules: Optional[list[str]] = None
    chapters: Optional[list[str]] = None
    top_k: int = Field(default=5, ge=1, le=20)


class BookRequest(BaseModel):
    message: str = Field(..., min_length=1, max_length=4000)
    session_id: Optional[uuid.UUID] = None
    mode: str = Field(default="normal", pattern=r"^(normal|selected_text_only)$")
    selected_text: Optional[str] = Field(default=None, max_length=10000)
    source_doc_path: Optional[str] = None
    source_section: Optional[str] = None
    filters: Optional[QueryFilters] = None

    @model_validator(mode="after")
    def validate_selected_text_required(self):
        if self.mode == "selected_text_only" and not self.selected_text:
            raise ValueError("selected_text is required when mode is 'selected_text_only'")
        return self


class BookError(Exception):
    def __init__(self, status: int, code: str, **headers: str):
        self.status, self.code, self.headers = status, code, headers
        super().__init__(code)


@book.exception_handler(BookError)
async def book_refused(_request, error: BookError):
    content = {"error": {"code": error.code, "message": "server text"}}
    return JSONResponse(content, status_code=error.status, headers=error.headers)


def named(event: str, **data) -> dict:
    return {"event": event, "data": json.dumps(data)}


async def book_events(request: BookRequest, path: str):
    session = str(request.session_id or uuid.uuid4())
    # Raised where the stream has begun: the client sees 200 and a stream that breaks off.
    if request.session_id and session not in book_sessions:
        raise BookError(404, "session_not_found")
    turns = book_sessions.setdefault(session, [])
    turns.append({"id": str(uuid.uuid4()), "role": "user", "content": request.message, "created_at": now()})
    passage = request.selected_text if request.mode == "selected_text_only" else None
    text = answer_to(request.message, passage, len(turns) // 2 + 1)
    if "fail please" in request.message:
        yield named("error", code="generation_failed", message="server text")
        return
    try:
        for start in range(0, len(text), 6):
            await asyncio.sleep(0.02)
            yield named("token", content=text[start : start + 6])
            if "timeout please" in request.message and start > 30:
                yield named("error", code="generation_timeout", message="server text")
                return
            if "cut please" in request.message and start > 30:
                return
            if start > 30:
                await slowly(request.message)
    except asyncio.CancelledError:
        say(gone=path)
        raise
    turns.append({"id": str(uuid.uuid4()), "role": "assistant", "content": text, "created_at": now()})
    # A page of one section has its title for the section's as well.
    citation = {"title": "Sim-to-Real", "section": "Sim-to-Real", "url": "/docs/sim", "module": "m", "chapter": "c"}
    ids = {"message_id": turns[-1]["id"], "session_id": session}
    yield named("done", **ids, citations=[citation, citation], persistence_warning=False)


@book.post("/api/v1/chat")
async def send_message(body: BookRequest, request: Request):
    if "too many" in body.message:
        raise BookError(429, "rate_limit_exceeded", **{"Retry-After": "9"})
    return EventSourceResponse(book_events(body, request.url.path), media_type="text/event-stream")


@book.get("/api/v1/sessions")
async def list_sessions(limit: int = 20, offset: int = 0):
    listed = [
        {
            "id": key,
            "title": turns[0]["content"],
            "status": "active",
            "message_count": len(turns),
            "created_at": turns[0]["created_at"],
            "updated_at": turns[-1]["created_at"],
        }
        for key, turns in book_sessions.items()
        if turns
    ]
    return {"sessions": listed[offset : offset + limit], "total": len(listed)}


@book.get("/api/v1/sessions/{session_id}/messages")
async def get_session_messages(session_id: uuid.UUID):
    if str(session_id) not in book_sessions:
        raise BookError(404, "session_not_found")
    return {"messages": book_sessions[str(session_id)], "session_id": session_id}


# ── The Todo handler ─────────────────────────────────────────────────────────────────────────────────────────────────

todo = FastAPI(title="Todo assistant")
recording(todo, "todo")
todo_turns: dict[tuple[str, str], int] = {}
bearer = HTTPBearer()


def sign(claims: dict) -> str:
    encode = lambda data: base64.urlsafe_b64encode(data).rstrip(b"=").decode()  # noqa: E731
    head = encode(json.dumps({"alg": "HS256", "typ": "JWT"}).encode())
    body = f"{head}.{encode(json.dumps(claims).encode())}"
    return f"{body}.{encode(hmac.new(SECRET, body.encode(), hashlib.sha256).digest())}"


def verify_jwt(credentials: HTTPAuthorizationCredentials = Depends(bearer)) -> dict:
    try:
        _head, payload, _ = credentials.credentials.split(".")
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except ValueError as error:
        raise HTTPException(401, "Invalid token") from error
    if not hmac.compare_digest(credentials.credentials, sign(claims)) or claims["exp"] < time.time():
        raise HTTPException(401, "Invalid token")
    return claims


class SessionRequest(BaseModel):
    user_id: Optional[str] = None


@todo.post("/api/chatkit/session")
async def create_session(request: SessionRequest, claims: dict = Depends(verify_jwt)):
    if request.user_id and request.user_id != claims["sub"]:
        raise HTTPException(403, "Forbidden")
    # `use` is the test's alone: it tells the two tokens apart where both are good.
    return {"client_secret": sign({"sub": claims["sub"], "use": "chat", "exp": time.time() + 3_600})}


@todo.post("/api/{user_id}/chat/")
async def todo_chat(user_id: str, request: Request, claims: dict = Depends(verify_jwt)):
    if claims["sub"] != user_id:
        raise HTTPException(403, "Forbidden")
    if claims.get("use") != "chat":
        raise HTTPException(403, "The login's own token was sent to the chat")
    body = await request.json()
    message, conversation = body["message"], str(body.get("conversation_id"))
    turn = todo_turns[user_id, conversation] = todo_turns.get((user_id, conversation), 0) + 1
    text = f"Answer {turn} for {user_id}:\n\n{message}"

    async def generate():
        try:
            if "fail please" in message:
                yield f"data: {json.dumps({'type': 'error', 'message': 'server text'})}\n\n"
                return
            for start in range(0, len(text), 50):
                await asyncio.sleep(0.02)
                yield f"data: {json.dumps({'type': 'text', 'content': text[start : start + 50]})}\n\n"
            while "slow please" in message:
                await asyncio.sleep(0.1)
            yield "data: [DONE]\n\n"
        except asyncio.CancelledError:
            say(gone=request.url.path)
            raise

    return StreamingResponse(generate(), media_type="text/event-stream")


def login() -> str:
    """What a reader of the todo service would copy from it: their own JWT."""
    return sign({"sub": "ann", "use": "login", "exp": time.time() + 3_600})


# ── The token proxy of Orcheo's guide ────────────────────────────────────────────────────────────────────────────────

vend = FastAPI()
recording(vend, "vend")


@vend.post("/chatkit-token")
async def get_chatkit_token(workflow_id: str):
    async with httpx.AsyncClient() as client:
        answer = await client.post(
            f"{os.environ['ORCHEO_BACKEND']}/api/chatkit/session",
            headers={"Authorization": f"Bearer {os.environ['ORCHEO_SERVICE_TOKEN']}"},
            json={"workflow_id": workflow_id},
        )
        answer.raise_for_status()
        return answer.json()


# ── chatkit-link ─────────────────────────────────────────────────────────────────────────────────────────────────────

link = FastAPI()
recording(link, "link")


class CreateSession(BaseModel):
    workflow_id: str
    api_key: str
    user_id: Optional[str] = None


@link.post("/api/create-session")
async def create_chatkit_session(request: CreateSession):
    api_key = request.api_key or os.environ.get("OPENAI_API_KEY")
    if not api_key:
        raise HTTPException(status_code=400, detail="OPENAI_API_KEY is required")
    base = os.environ.get("CHATKIT_API_BASE", "https://api.openai.invalid")
    try:
        answer = await run_in_threadpool(
            requests.post,
            f"{base}/v1/chatkit/sessions",
            headers={"Authorization": f"Bearer {api_key}", "OpenAI-Beta": "chatkit_beta=v1"},
            json={"workflow": {"id": request.workflow_id}, "user": request.user_id or str(uuid.uuid4())},
        )
        if answer.status_code != 200:
            raise HTTPException(status_code=answer.status_code, detail=f"OpenAI API error: {answer.text}")
        return JSONResponse(content=answer.json())
    except requests.exceptions.RequestException as error:
        raise HTTPException(status_code=500, detail=f"Request failed: {error}")
    except Exception as error:  # Its own refusals, too: they all become 400.
        raise HTTPException(status_code=400, detail=f"Failed to create session: {error}")


app = FastAPI(openapi_url=None)
app.mount("/json", skill)
app.mount("/generated", generated)
app.mount("/book", book)
app.mount("/todo", todo)
app.mount("/vend", vend)
app.mount("/link", link)


def main() -> None:
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    say(login=login())
    print(f"PORT {listener.getsockname()[1]}", flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="error")).run(sockets=[listener])


if __name__ == "__main__":
    sys.exit(main())
