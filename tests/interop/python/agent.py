"""Plays the scenes of ../scenes.json as events of the real chatkit-python, validated by its own types."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

from chatkit.errors import CustomStreamError
from chatkit.server import ChatKitServer
from chatkit.store import default_generate_id
from chatkit.types import (
    Annotation,
    AssistantMessageContent,
    AssistantMessageContentPartAdded,
    AssistantMessageContentPartAnnotationAdded,
    AssistantMessageContentPartDone,
    AssistantMessageContentPartTextDelta,
    AssistantMessageItem,
    AudioInput,
    ClientEffectEvent,
    ClientToolCallItem,
    NoticeEvent,
    ProgressUpdateEvent,
    StreamOptions,
    StreamOptionsEvent,
    StructuredInputItem,
    SyncCustomActionResponse,
    ThreadItem,
    ThreadItemAddedEvent,
    ThreadItemDoneEvent,
    ThreadItemRemovedEvent,
    ThreadItemReplacedEvent,
    ThreadItemUpdate,
    ThreadItemUpdatedEvent,
    ThreadMetadata,
    ThreadStatus,
    ThreadStreamEvent,
    TranscriptionResult,
    UserMessageItem,
)
from pydantic import TypeAdapter

SCENES: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parent.parent / "scenes.json").read_text()
)
ITEM: TypeAdapter[Any] = TypeAdapter(ThreadItem)
UPDATE: TypeAdapter[Any] = TypeAdapter(ThreadItemUpdate)
STATUS: TypeAdapter[Any] = TypeAdapter(ThreadStatus)
PREFIXES = {"client_tool_call": "tool_call", "workflow": "workflow", "task": "task"}


class SceneServer(ChatKitServer[dict]):
    """Answers "show <scene>" with the scene, and anything else with what was asked about what."""

    feedback: list[tuple[list[str], str]] = []

    async def respond(
        self, thread: ThreadMetadata, input_user_message: UserMessageItem | None, context: dict
    ) -> AsyncIterator[ThreadStreamEvent]:
        if input_user_message is None:
            async for event in self._after_client(thread, context):
                yield event
            return
        question = "".join(getattr(part, "text", "") for part in input_user_message.content)
        if question.startswith("show "):
            steps = SCENES[question.removeprefix("show ")]
        else:
            steps = echo(question, input_user_message)
        async for event in self._play(steps, thread):
            yield event
        if thread.title is None:
            thread.title = question[:40]

    async def _after_client(self, thread: ThreadMetadata, context: dict) -> AsyncIterator[ThreadStreamEvent]:
        page = await self.store.load_thread_items(thread.id, None, 1, "desc", context)
        last = page.data[0]
        if isinstance(last, ClientToolCallItem):
            text = f"The tool said {compact(last.output)}."
        elif isinstance(last, StructuredInputItem):
            answers = {field.id: field.answer.values if field.answer else [] for field in last.inputs}
            text = f"You answered {compact(answers)} ({last.status})."
        else:
            text = "Nothing to go on."
        async for event in self._play([{"type": "text", "delta": text}], thread):
            yield event

    async def action(self, thread, action, sender, context):
        text = f"The action {action.type} brought {compact(action.payload)}."
        async for event in self._play([{"type": "text", "delta": text}], thread):
            yield event

    async def sync_action(self, thread, action, sender, context):
        widget = {"type": "Card", "children": [{"type": "Text", "value": f"Switched {action.payload['to']}"}]}
        item = place({"type": "widget", "widget": widget}, thread, sender.id, sender.created_at)
        await self.store.save_item(thread.id, item, context)
        return SyncCustomActionResponse(updated_item=item)

    async def add_feedback(self, thread_id, item_ids, feedback, context):
        self.feedback.append((item_ids, feedback))

    async def transcribe(self, audio_input: AudioInput, context: dict) -> TranscriptionResult:
        return TranscriptionResult(text=f"{audio_input.media_type}: {audio_input.data.decode()}")

    async def _play(self, steps: list[dict[str, Any]], thread: ThreadMetadata) -> AsyncIterator[ThreadStreamEvent]:
        message: AssistantMessageItem | None = None
        open_items: dict[str, Any] = {}
        sent: dict[str, str] = {}

        def finish(item: AssistantMessageItem) -> list[ThreadStreamEvent]:
            # As the agents bridge of chatkit-python does, the part is done without its annotations.
            part = AssistantMessageContent(text=item.content[0].text, annotations=[])
            return [
                ThreadItemUpdatedEvent(
                    item_id=item.id, update=AssistantMessageContentPartDone(content_index=0, content=part)
                ),
                ThreadItemDoneEvent(item=item),
            ]

        for step in steps:
            # A pause lets each event leave by itself.
            await asyncio.sleep(0.002)
            kind = step["type"]
            if message and kind in ("item", "open", "fail"):
                for event in finish(message):
                    yield event
                message = None
            if kind in ("text", "annotation") and message is None:
                message = place({"type": "assistant_message", "content": []}, thread)
                yield ThreadItemAddedEvent(item=message.model_copy(deep=True))
                message.content = [AssistantMessageContent(text="", annotations=[])]
                yield ThreadItemUpdatedEvent(
                    item_id=message.id,
                    update=AssistantMessageContentPartAdded(
                        content_index=0, content=AssistantMessageContent(text="", annotations=[])
                    ),
                )
            match kind:
                case "text":
                    message.content[0].text += step["delta"]
                    yield ThreadItemUpdatedEvent(
                        item_id=message.id,
                        update=AssistantMessageContentPartTextDelta(content_index=0, delta=step["delta"]),
                    )
                case "annotation":
                    annotations = message.content[0].annotations
                    annotation = Annotation.model_validate(step["annotation"])
                    annotations.append(annotation)
                    yield ThreadItemUpdatedEvent(
                        item_id=message.id,
                        update=AssistantMessageContentPartAnnotationAdded(
                            content_index=0, annotation_index=len(annotations) - 1, annotation=annotation
                        ),
                    )
                case "progress":
                    yield ProgressUpdateEvent(text=step["text"], icon=step.get("icon"))
                case "item":
                    item = place(step["item"], thread)
                    sent[step.get("key", item.id)] = item.id
                    yield ThreadItemDoneEvent(item=item)
                case "open":
                    item = place(step["item"], thread)
                    open_items[step["key"]] = item
                    yield ThreadItemAddedEvent(item=item)
                case "update":
                    item = open_items[step["key"]]
                    update = UPDATE.validate_python(step["update"])
                    if update.type == "widget.root.updated":
                        item.widget = update.widget
                    yield ThreadItemUpdatedEvent(item_id=item.id, update=update)
                case "close":
                    item = open_items.pop(step["key"])
                    if "item" in step:
                        item = place(step["item"], thread, item.id, item.created_at)
                    yield ThreadItemDoneEvent(item=item)
                case "remove":
                    yield ThreadItemRemovedEvent(item_id=sent[step["itemId"]])
                case "replace":
                    item = place(step["item"], thread, sent[step["itemId"]])
                    yield ThreadItemReplacedEvent(item=item)
                case "notice":
                    yield NoticeEvent(level=step["level"], message=step["message"], title=step.get("title"))
                case "effect":
                    yield ClientEffectEvent(name=step["name"], data=step["data"])
                case "stream_options":
                    yield StreamOptionsEvent(stream_options=StreamOptions(allow_cancel=step["allowCancel"]))
                case "thread":
                    for name, value in step["change"].items():
                        setattr(thread, name, STATUS.validate_python(value) if name == "status" else value)
                case "wait":
                    await asyncio.sleep(step["seconds"])
                case "fail":
                    if "message" in step:
                        raise CustomStreamError(step["message"], allow_retry=step["allowRetry"])
                    raise RuntimeError("scripted failure")
        if message:
            for event in finish(message):
                yield event


def place(item: dict[str, Any], thread: ThreadMetadata, item_id: str | None = None, created_at: Any = None) -> Any:
    name = PREFIXES.get(item["type"], "message")
    return ITEM.validate_python(
        {
            **item,
            "id": item_id or default_generate_id(name),
            "thread_id": thread.id,
            "created_at": created_at or datetime.now(),
        }
    )


def compact(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), sort_keys=True)


def echo(question: str, message: UserMessageItem) -> list[dict[str, Any]]:
    """What was asked about what, in steps, with a citation."""
    if "fail please" in question:
        return SCENES["crash"]
    quote = message.quoted_text or "(no quote)"
    names = "".join(f"\n\nWith {attachment.name}." for attachment in message.attachments)
    text = f"You asked **{question}** about:\n\n> {quote}\n\n```python\n>>> print('ok')\n```{names}\n\nThat is all."
    source = {"type": "url", "url": "https://docs.example.com/page", "title": "The page"}
    return [
        {"type": "progress", "text": "Reading the passage"},
        *({"type": "text", "delta": text[start : start + 8]} for start in range(0, len(text), 8)),
        *([{"type": "wait", "seconds": 60}] if "slow please" in question else []),
        {"type": "annotation", "annotation": {"source": source, "index": len(text)}},
    ]
