"""A real chatkit-python server with a scripted agent, for the interop tests.

Run: python server.py   (prints "PORT <n>" once it listens)
Writes one JSON line per request to standard output: {"type", "headers", "input", "metadata"}.
"""

import asyncio
import json
import socket
import sys
from collections import defaultdict
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import uvicorn
from chatkit.server import ChatKitServer, StreamingResult
from chatkit.store import NotFoundError, Store
from chatkit.types import (
    Annotation,
    AssistantMessageContent,
    AssistantMessageContentPartAdded,
    AssistantMessageContentPartAnnotationAdded,
    AssistantMessageContentPartDone,
    AssistantMessageContentPartTextDelta,
    AssistantMessageItem,
    Attachment,
    Page,
    ProgressUpdateEvent,
    ThreadItem,
    ThreadItemAddedEvent,
    ThreadItemDoneEvent,
    ThreadItemUpdatedEvent,
    ThreadMetadata,
    ThreadStreamEvent,
    URLSource,
    UserMessageItem,
)
from fastapi import FastAPI, Request
from fastapi.responses import Response, StreamingResponse


class MemoryStore(Store[dict]):
    def __init__(self) -> None:
        self.threads: dict[str, ThreadMetadata] = {}
        self.items: dict[str, list[ThreadItem]] = defaultdict(list)
        self.attachments: dict[str, Attachment] = {}

    async def load_thread(self, thread_id: str, context: dict) -> ThreadMetadata:
        if thread_id not in self.threads:
            raise NotFoundError(thread_id)
        return self.threads[thread_id].model_copy()

    async def save_thread(self, thread: ThreadMetadata, context: dict) -> None:
        self.threads[thread.id] = ThreadMetadata(
            **{name: getattr(thread, name) for name in ThreadMetadata.model_fields}
        )

    def _page(self, rows: list[Any], after: str | None, limit: int, order: str) -> Page:
        rows = sorted(rows, key=lambda row: row.created_at, reverse=order == "desc")
        start = next((i + 1 for i, row in enumerate(rows) if row.id == after), 0)
        data = rows[start : start + limit]
        more = start + limit < len(rows)
        return Page(data=data, has_more=more, after=data[-1].id if data and more else None)

    async def load_thread_items(self, thread_id, after, limit, order, context):
        return self._page(self.items[thread_id], after, limit, order)

    async def load_threads(self, limit, after, order, context):
        return self._page(list(self.threads.values()), after, limit, order)

    async def add_thread_item(self, thread_id, item, context):
        self.items[thread_id].append(item)

    async def save_item(self, thread_id, item, context):
        rows = self.items[thread_id]
        for index, row in enumerate(rows):
            if row.id == item.id:
                rows[index] = item
                return
        rows.append(item)

    async def load_item(self, thread_id, item_id, context):
        for row in self.items[thread_id]:
            if row.id == item_id:
                return row
        raise NotFoundError(item_id)

    async def delete_thread(self, thread_id, context):
        self.threads.pop(thread_id, None)
        self.items.pop(thread_id, None)

    async def delete_thread_item(self, thread_id, item_id, context):
        self.items[thread_id] = [row for row in self.items[thread_id] if row.id != item_id]

    async def save_attachment(self, attachment, context):
        self.attachments[attachment.id] = attachment

    async def load_attachment(self, attachment_id, context):
        return self.attachments[attachment_id]

    async def delete_attachment(self, attachment_id, context):
        self.attachments.pop(attachment_id, None)


class ScriptedServer(ChatKitServer[dict]):
    """Answers with what it was given, so that a test sees what the model would have seen."""

    async def respond(
        self, thread: ThreadMetadata, input_user_message: UserMessageItem | None, context: dict
    ) -> AsyncIterator[ThreadStreamEvent]:
        question = "".join(getattr(part, "text", "") for part in input_user_message.content)
        quote = input_user_message.quoted_text or "(no quote)"
        if "fail please" in question:
            raise RuntimeError("scripted failure")
        yield ProgressUpdateEvent(text="Reading the passage")
        item = AssistantMessageItem(
            id=self.store.generate_item_id("message", thread, context),
            thread_id=thread.id,
            created_at=datetime.now(),
            content=[],
        )
        yield ThreadItemAddedEvent(item=item)
        part = AssistantMessageContent(text="", annotations=[])
        yield ThreadItemUpdatedEvent(
            item_id=item.id, update=AssistantMessageContentPartAdded(content_index=0, content=part)
        )
        text = f"You asked **{question}** about:\n\n> {quote}\n\n```python\n>>> print('ok')\n```\n\nThat is all."
        for start in range(0, len(text), 8):
            await asyncio.sleep(0.01)
            yield ThreadItemUpdatedEvent(
                item_id=item.id,
                update=AssistantMessageContentPartTextDelta(content_index=0, delta=text[start : start + 8]),
            )
        annotation = Annotation(
            source=URLSource(url="https://docs.example.com/page", title="The page"), index=len(text)
        )
        yield ThreadItemUpdatedEvent(
            item_id=item.id,
            update=AssistantMessageContentPartAnnotationAdded(
                content_index=0, annotation_index=0, annotation=annotation
            ),
        )
        yield ThreadItemUpdatedEvent(
            item_id=item.id,
            update=AssistantMessageContentPartDone(
                content_index=0, content=AssistantMessageContent(text=text, annotations=[])
            ),
        )
        item.content = [AssistantMessageContent(text=text, annotations=[annotation])]
        yield ThreadItemDoneEvent(item=item)
        if thread.title is None:
            thread.title = question[:40]


app = FastAPI()
server = ScriptedServer(MemoryStore())


@app.post("/chatkit")
async def chatkit(request: Request) -> Response:
    body = await request.body()
    parsed = json.loads(body)
    print(
        json.dumps(
            {
                "type": parsed.get("type"),
                "accept": request.headers.get("accept"),
                "input": parsed.get("params", {}).get("input"),
                "metadata": parsed.get("metadata"),
            }
        ),
        flush=True,
    )
    try:
        result = await server.process(body, {})
    except NotFoundError:
        return Response('{"error":"not found"}', status_code=404, media_type="application/json")
    if isinstance(result, StreamingResult):
        return StreamingResponse(result, media_type="text/event-stream")
    return Response(result.json, media_type="application/json")


if __name__ == "__main__":
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    print(f"PORT {listener.getsockname()[1]}", flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="error")).run(sockets=[listener])
    sys.exit(0)
