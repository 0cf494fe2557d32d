

# ── The chat: one question, one JSON answer ──────────────────────────────────────────────────────────────────────────

DESCRIBED = {"kind": "chat-json", "chatkit": {"url": "../chat"}, "chat": {"dialect": "json", "sessionsUrl": "../sessions"}}

{{STORE}}

@router.post("/chat")
async def chat(request: Request, authorization: str | None = Header(default=None)) -> dict:
    reader = reader_of(request, authorization)
    body = await _json_object(request)
    message, session, mode = body.get("message"), body.get("session_id"), body.get("mode", "normal")
    selected = body.get("selected_text") or ""
    if not isinstance(message, str) or not message.strip():
        raise HTTPException(400, "Message cannot be empty")
    if len(message) > MAX_MESSAGE + MAX_PASSAGE:
        raise HTTPException(400, "Message too long")
    if not isinstance(session, str) or not re.fullmatch(r"[\w-]{1,200}", session):
        raise HTTPException(400, "Session id is not valid")
    if mode not in ("normal", "selection_only") or not isinstance(selected, str):
        raise HTTPException(400, "Mode must be normal or selection_only")
    if mode == "selection_only" and not selected.strip():
        raise HTTPException(400, "Selected text required in selection_only mode")
    if len(selected) > MAX_PASSAGE:
        raise HTTPException(400, f"Selected text too long (max {MAX_PASSAGE} chars)")
    limits.take_answer()
    turns = store.read(reader, session)
    history = [
        entry
        for turn in turns
        for entry in ({"role": "user", "content": turn["message"]}, {"role": "assistant", "content": turn["response"]})
    ]
    said = await answer(message, selected, history, "passage" if mode == "selection_only" else "docs")
    turn = {
        "id": secrets.token_hex(8),
        "message": message,
        "response": said,
        "selected_text": selected or None,
        "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
    }
    store.add(reader, session, turn)
    return {"response": said, "session_id": session, "message_id": turn["id"]}


@router.get("/sessions/{session}")
async def read_session(session: str, request: Request, authorization: str | None = Header(default=None)) -> dict:
    turns = store.read(reader_of(request, authorization), session)
    if not turns:
        raise HTTPException(404, "Session not found")
    return {"messages": turns, "created_at": turns[0]["timestamp"]}


@router.delete("/sessions/{session}")
async def delete_session(session: str, request: Request, authorization: str | None = Header(default=None)) -> dict:
    store.delete(reader_of(request, authorization), session)
    return {}


@router.post("/forget")
async def forget(request: Request, authorization: str | None = Header(default=None)) -> dict:
    """Deletes everything of the token's reader."""
    store.delete(reader_of(request, authorization), None)
    return {}


OWN_PATHS = {"/token", "/chat", "/sessions", "/forget", "/health", "/connect", "/.well-known/docent.json"}


def install(app: FastAPI) -> None:
    """Adds routes and guards to an application of yours."""
    app.include_router(router)
    app.add_middleware(Guard, paths=OWN_PATHS)


app = FastAPI(title=NAME, docs_url=None, redoc_url=None, openapi_url=None)
install(app)
