"""A store for chatkit-python in memory, with attachments in two phases."""

from collections import defaultdict
from typing import Any

from chatkit.store import AttachmentStore, NotFoundError, Store
from chatkit.types import (
    Attachment,
    AttachmentCreateParams,
    AttachmentUploadDescriptor,
    FileAttachment,
    ImageAttachment,
    Page,
    ThreadItem,
    ThreadMetadata,
)


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
        rows = rows if order == "asc" else rows[::-1]
        start = next((i + 1 for i, row in enumerate(rows) if row.id == after), 0)
        data = rows[start : start + limit]
        more = start + limit < len(rows)
        return Page(data=data, has_more=more, after=data[-1].id if data and more else None)

    async def load_thread_items(self, thread_id, after, limit, order, context):
        return self._page(self.items[thread_id], after, limit, order)

    async def load_threads(self, limit, after, order, context):
        return self._page(list(self.threads.values()), after, limit, order)

    async def add_thread_item(self, thread_id, item, context):
        await self.save_item(thread_id, item, context)

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
        if attachment_id not in self.attachments:
            raise NotFoundError(attachment_id)
        return self.attachments[attachment_id]

    async def delete_attachment(self, attachment_id, context):
        self.attachments.pop(attachment_id, None)


class MemoryFiles(AttachmentStore[dict]):
    """Where the bytes go: an address of this server."""

    def __init__(self) -> None:
        self.bytes: dict[str, bytes] = {}

    async def create_attachment(self, input: AttachmentCreateParams, context: dict) -> Attachment:
        attachment_id = self.generate_attachment_id(input.mime_type, context)
        upload = AttachmentUploadDescriptor(
            url=f"{context['base']}/upload/{attachment_id}", method="PUT", headers={"x-upload": "1"}
        )
        fields = {"id": attachment_id, "name": input.name, "mime_type": input.mime_type, "upload_descriptor": upload}
        if input.mime_type.startswith("image/"):
            return ImageAttachment(**fields, preview_url=f"{context['base']}/preview/{attachment_id}")
        return FileAttachment(**fields)

    async def delete_attachment(self, attachment_id: str, context: dict) -> None:
        self.bytes.pop(attachment_id, None)
