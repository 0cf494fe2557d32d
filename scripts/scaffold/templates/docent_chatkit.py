

# ── ChatKit: the open server protocol, by chatkit-python ─────────────────────────────────────────────────────────────
# pip install openai-chatkit

from collections.abc import AsyncIterator  # noqa: E402
from datetime import datetime, timezone  # noqa: E402

from chatkit.server import ChatKitServer, StreamingResult  # noqa: E402
from chatkit.store import NotFoundError, Store  # noqa: E402
from chatkit.types import (  # noqa: E402
    AssistantMessageContent,
    AssistantMessageContentPartAdded,
    AssistantMessageContentPartDone,
    AssistantMessageContentPartTextDelta,
    AssistantMessageItem,
    Page,
    ThreadItem,
    ThreadItemAddedEvent,
    ThreadItemDoneEvent,
    ThreadItemUpdatedEvent,
    ThreadMetadata,
    ThreadStreamEvent,
    UserMessageItem,
)
from fastapi.responses import StreamingResponse  # noqa: E402
from pydantic import TypeAdapter  # noqa: E402

DESCRIBED = {"kind": "chatkit", "chatkit": {"url": "../chatkit"}}

{{STORE}}

class Threads(Store[dict]):
    """chatkit-python's store over ours. Every call is for the reader of the request's token and nobody else's threads."""

    items_type = TypeAdapter(ThreadItem)

    async def load_thread(self, thread_id: str, context: dict) -> ThreadMetadata:
        found = records.get(context["reader"], "thread", thread_id)
        if found is None:
            raise NotFoundError(thread_id)
        return ThreadMetadata.model_validate(found)

    async def save_thread(self, thread: ThreadMetadata, context: dict) -> None:
        kept = {name: value for name, value in thread.model_dump(mode="json").items() if name in ThreadMetadata.model_fields}
        records.put(context["reader"], "thread", "", thread.id, kept)

    async def load_threads(self, limit: int, after: str | None, order: str, context: dict) -> Page:
        rows = [ThreadMetadata.model_validate(row) for row in records.all(context["reader"], "thread", "")]
        return self._page(rows, limit, after, order)

    async def load_thread_items(self, thread_id: str, after: str | None, limit: int, order: str, context: dict) -> Page:
        rows = [self.items_type.validate_python(row) for row in records.all(context["reader"], "item", thread_id)]
        return self._page(rows, limit, after, order)

    async def add_thread_item(self, thread_id: str, item: ThreadItem, context: dict) -> None:
        records.put(context["reader"], "item", thread_id, item.id, item.model_dump(mode="json"))

    save_item = add_thread_item

    async def load_item(self, thread_id: str, item_id: str, context: dict) -> ThreadItem:
        found = records.get(context["reader"], "item", item_id)
        if found is None:
            raise NotFoundError(item_id)
        return self.items_type.validate_python(found)

    async def delete_thread(self, thread_id: str, context: dict) -> None:
        records.delete(context["reader"], "item", thread_id, None)
        records.delete(context["reader"], "thread", "", thread_id)

    async def delete_thread_item(self, thread_id: str, item_id: str, context: dict) -> None:
        records.delete(context["reader"], "item", thread_id, item_id)

    async def save_attachment(self, attachment: Any, context: dict) -> None:
        raise HTTPException(400, "This server takes no attachments.")

    async def load_attachment(self, attachment_id: str, context: dict) -> Any:
        raise NotFoundError(attachment_id)

    async def delete_attachment(self, attachment_id: str, context: dict) -> None:
        raise NotFoundError(attachment_id)

    @staticmethod
    def _page(rows: list, limit: int, after: str | None, order: str) -> Page:
        rows = rows if order == "asc" else rows[::-1]
        start = next((place + 1 for place, row in enumerate(rows) if row.id == after), 0)
        data = rows[start : start + limit]
        more = start + limit < len(rows)
        return Page(data=data, has_more=more, after=data[-1].id if data and more else None)


def _words(item: ThreadItem) -> str:
    return "".join(getattr(part, "text", "") for part in getattr(item, "content", []))


class Docs(ChatKitServer[dict]):
    async def respond(
        self, thread: ThreadMetadata, input_user_message: UserMessageItem | None, context: dict
    ) -> AsyncIterator[ThreadStreamEvent]:
        if input_user_message is None:
            return
        page = await self.store.load_thread_items(thread.id, None, 40, "desc", context)
        history = [
            {"role": "user" if item.type == "user_message" else "assistant", "content": _words(item)}
            for item in reversed(page.data)
            if item.type in ("user_message", "assistant_message") and item.id != input_user_message.id
        ]
        question = _words(input_user_message)
        passage = (input_user_message.quoted_text or "")[:MAX_PASSAGE]
        item = AssistantMessageItem(
            id=self.store.generate_item_id("message", thread, context),
            thread_id=thread.id,
            created_at=datetime.now(timezone.utc),
            content=[],
        )
        yield ThreadItemAddedEvent(item=item)
        update = lambda part: ThreadItemUpdatedEvent(item_id=item.id, update=part)  # noqa: E731
        yield update(
            AssistantMessageContentPartAdded(content_index=0, content=AssistantMessageContent(text="", annotations=[]))
        )
        text = await answer(question, passage, history, context["mode"])
        for delta in re.findall(r"\s*\S+\s*", text):
            yield update(AssistantMessageContentPartTextDelta(content_index=0, delta=delta))
        content = AssistantMessageContent(text=text, annotations=[])
        yield update(AssistantMessageContentPartDone(content_index=0, content=content))
        item.content = [content]
        yield ThreadItemDoneEvent(item=item)
        if thread.title is None:
            thread.title = question[:60]


server = Docs(Threads())
STREAMS = {"threads.create", "threads.add_user_message", "threads.retry_after_item"}


@router.post("/chatkit")
async def chatkit(request: Request, authorization: str | None = Header(default=None)) -> Response:
    reader = reader_of(request, authorization)
    body = await _json_object(request)
    if body.get("type") in STREAMS:
        limits.take_answer()
    metadata = body.get("metadata")
    docent = metadata.get("docent") if isinstance(metadata, dict) else None
    mode = docent.get("mode") if isinstance(docent, dict) else None
    context = {"reader": reader, "mode": "docs" if mode == "docs" else "passage"}
    try:
        result = await server.process(json.dumps(body), context)
    except NotFoundError as error:
        raise HTTPException(404, "No such conversation.") from error
    if isinstance(result, StreamingResult):
        return StreamingResponse(result, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})
    return Response(result.json, media_type="application/json")


@router.post("/forget")
async def forget(request: Request, authorization: str | None = Header(default=None)) -> dict:
    """Deletes everything of the token's reader."""
    records.forget(reader_of(request, authorization))
    return {}


OWN_PATHS = {"/token", "/chatkit", "/forget", "/health", "/connect", "/.well-known/docent.json"}


def install(app: FastAPI) -> None:
    """Adds routes and guards to an application of yours."""
    app.include_router(router)
    app.add_middleware(Guard, paths=OWN_PATHS)


app = FastAPI(title=NAME, docs_url=None, redoc_url=None, openapi_url=None)
install(app)
