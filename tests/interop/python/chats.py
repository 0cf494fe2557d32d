"""Three chat APIs that are not ChatKit, each to the letter of its contract (docs/backends.md), for the tests.

Run: python chats.py   (prints "PORT <n>" once it listens)
    /json    the textbook skill's chat: one JSON answer, sessions in memory
    /book    the textbook's real API: named events, citations, sessions, limits
    /todo    {user_id} in the path, a slash at its end, a session endpoint that takes the reader's own JWT
Writes one JSON line per request to standard output: {"app", "path", "authorization", "body"}, and {"gone": path} when a
client leaves in the middle of an answer.
"""

import asyncio
import base64
import hashlib
import hmac
import json
import socket
import sys
import time
import uuid
from datetime import datetime, timezone
from typing import Literal, Optional

import uvicorn
from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, StreamingResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, Field, model_validator

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
            authorization=request.headers.get("authorization"),
            body=json.loads(body) if body else None,
        )
        return await call_next(request)


def answer_to(question: str, passage: Optional[str], turn: int) -> str:
    return f"Answer {turn} to **{question}** from:\n\n> {passage or 'the whole book'}\n\nThat is all of it."


# ── The textbook skill ───────────────────────────────────────────────────────────────────────────────────────────────

skill = FastAPI(title="Skill chat")
recording(skill, "json")
skill_sessions: dict[str, list[dict]] = {}


class SkillRequest(BaseModel):
    message: str
    session_id: str
    mode: Literal["normal", "selection_only"] = "normal"
    selected_text: Optional[str] = None


class SkillAnswer(BaseModel):
    response: str
    session_id: str
    message_id: str


@skill.post("/chat", response_model=SkillAnswer)
async def skill_chat(request: SkillRequest):
    if not request.message.strip():
        raise HTTPException(400, "Message cannot be empty")
    if request.mode == "selection_only" and not request.selected_text:
        raise HTTPException(400, "Selected text required in selection_only mode")
    if request.selected_text and len(request.selected_text) > 12_000:
        raise HTTPException(400, "Selected text too long (max 12000 chars)")
    turns = skill_sessions.setdefault(request.session_id, [])
    passage = request.selected_text if request.mode == "selection_only" else None
    response = answer_to(request.message.split("\n")[0], passage, len(turns) + 1)
    turn = {
        "id": str(uuid.uuid4()),
        "message": request.message,
        "response": response,
        "selected_text": request.selected_text,
        "timestamp": now(),
    }
    turns.append(turn)
    return SkillAnswer(response=response, session_id=request.session_id, message_id=turn["id"])


@skill.get("/sessions/{session_id}")
async def skill_session(session_id: str):
    if session_id not in skill_sessions:
        raise HTTPException(404, "Session not found")
    return {"messages": skill_sessions[session_id], "created_at": now()}


@skill.get("/health")
async def skill_health():
    return {"status": "healthy"}


# ── The textbook's real API ──────────────────────────────────────────────────────────────────────────────────────────

book = FastAPI(title="Textbook")
recording(book, "book")
book_sessions: dict[str, list[dict]] = {}


class BookRequest(BaseModel):
    message: str = Field(..., min_length=1, max_length=4000)
    session_id: Optional[uuid.UUID] = None
    mode: str = Field(default="normal", pattern=r"^(normal|selected_text_only)$")
    selected_text: Optional[str] = Field(default=None, max_length=10000)
    source_doc_path: Optional[str] = None
    source_section: Optional[str] = None

    @model_validator(mode="after")
    def selection_is_there(self):
        if self.mode == "selected_text_only" and not self.selected_text:
            raise ValueError("selected_text is required when mode is 'selected_text_only'")
        return self


@book.exception_handler(RequestValidationError)
async def book_invalid(_request, _error):
    return JSONResponse({"error": {"code": "validation_error", "message": "Invalid request"}}, status_code=400)


def book_error(status: int, code: str, **headers: str) -> JSONResponse:
    return JSONResponse({"error": {"code": code, "message": "server text"}}, status_code=status, headers=headers)


def named(event: str, data: dict) -> str:
    return f"event: {event}\ndata: {json.dumps(data)}\n\n"


@book.post("/api/v1/chat")
async def book_chat(request: BookRequest):
    session = str(request.session_id or uuid.uuid4())
    if request.session_id and session not in book_sessions:
        return book_error(404, "session_not_found")
    if "too many" in request.message:
        return book_error(429, "rate_limit_exceeded", **{"Retry-After": "9"})
    turns = book_sessions.setdefault(session, [])
    passage = request.selected_text if request.mode == "selected_text_only" else None
    text = answer_to(request.message, passage, len(turns) // 2 + 1)

    async def events():
        if "fail please" in request.message:
            yield named("error", {"code": "generation_failed", "message": "server text"})
            return
        for start in range(0, len(text), 6):
            await asyncio.sleep(0.02)
            yield named("token", {"content": text[start : start + 6]})
            if "cut please" in request.message and start > 30:
                return
        turns.append({"id": str(uuid.uuid4()), "role": "user", "content": request.message, "created_at": now()})
        turns.append({"id": str(uuid.uuid4()), "role": "assistant", "content": text, "created_at": now()})
        citation = {"title": "Sim-to-Real", "section": "Overview", "url": "/docs/sim", "module": "m", "chapter": "c"}
        yield named("done", {"message_id": turns[-1]["id"], "session_id": session, "citations": [citation]})

    return StreamingResponse(events(), media_type="text/event-stream")


@book.get("/api/v1/sessions")
async def book_list():
    return {
        "sessions": [
            {"id": key, "title": turns[0]["content"], "created_at": turns[0]["created_at"]}
            for key, turns in book_sessions.items()
            if turns
        ]
    }


@book.get("/api/v1/sessions/{session_id}/messages")
async def book_messages(session_id: str):
    return {"messages": book_sessions.get(session_id, []), "session_id": session_id}


# ── {user_id} in the path ────────────────────────────────────────────────────────────────────────────────────────────

todo = FastAPI(title="Todo assistant")
recording(todo, "todo")
todo_turns: dict[str, int] = {}
bearer = HTTPBearer()


def sign(claims: dict) -> str:
    encode = lambda data: base64.urlsafe_b64encode(data).rstrip(b"=").decode()  # noqa: E731
    body = f'{encode(b"{}")}.{encode(json.dumps(claims).encode())}'
    return f"{body}.{encode(hmac.new(SECRET, body.encode(), hashlib.sha256).digest())}"


def claims_of(credentials: HTTPAuthorizationCredentials = Depends(bearer)) -> dict:
    try:
        head, payload, _ = credentials.credentials.split(".")
        claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    except ValueError as error:
        raise HTTPException(401, "Invalid token") from error
    if not hmac.compare_digest(credentials.credentials, sign(claims)) or claims["exp"] < time.time():
        raise HTTPException(401, "Invalid token")
    return claims


class TodoRequest(BaseModel):
    message: str
    conversation_id: Optional[str] = None


@todo.post("/api/chatkit/session")
async def todo_session(claims: dict = Depends(claims_of)):
    if claims.get("use") != "login":
        raise HTTPException(403, "Not a login token")
    return {"client_secret": sign({"sub": claims["sub"], "use": "chat", "exp": time.time() + 60})}


@todo.post("/api/{user_id}/chat/")
async def todo_chat(user_id: str, request: TodoRequest, http: Request, claims: dict = Depends(claims_of)):
    if claims.get("use") != "chat" or claims["sub"] != user_id:
        raise HTTPException(403, "Not your chat")
    conversation = request.conversation_id or "none"
    todo_turns[conversation] = todo_turns.get(conversation, 0) + 1
    text = f"Answer {todo_turns[conversation]} for {user_id}:\n\n{request.message}"

    async def events():
        try:
            for start in range(0, len(text), 12):
                await asyncio.sleep(0.02)
                yield f"data: {json.dumps({'type': 'text', 'content': text[start : start + 12]})}\n\n"
            while "slow please" in request.message:
                await asyncio.sleep(0.1)
            yield "data: [DONE]\n\n"
        except asyncio.CancelledError:
            say(gone=http.url.path)
            raise

    return StreamingResponse(events(), media_type="text/event-stream")


def login() -> str:
    """What a reader of the todo service would copy from it: their own JWT."""
    return sign({"sub": "ann", "use": "login", "exp": time.time() + 3_600})


app = FastAPI(openapi_url=None)
app.mount("/json", skill)
app.mount("/book", book)
app.mount("/todo", todo)


def main() -> None:
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    say(login=login())
    print(f"PORT {listener.getsockname()[1]}", flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="error")).run(sockets=[listener])


if __name__ == "__main__":
    sys.exit(main())
