"""A server as the README of agent-framework-chatkit builds one: Microsoft's Agent Framework with its own converter.

Run: python agent_framework_server.py   (prints "PORT <n>" once it listens). The chat client is scripted, in this process.
"""

from collections.abc import AsyncIterator

from agent_framework import Agent, BaseChatClient, ChatResponse, ChatResponseUpdate, Content, Message
from agent_framework.chatkit import simple_to_agent_input, stream_agent_response
from chatkit.server import ChatKitServer
from chatkit.types import ThreadMetadata, ThreadStreamEvent, UserMessageItem
from fastapi import FastAPI, Request
from fastapi.responses import Response, StreamingResponse
from scripted import answer, serve, streamed
from store import MemoryStore


class ScriptedClient(BaseChatClient):
    def _inner_get_response(self, *, messages, stream, options, **kwargs):
        words = " ".join(message.text for message in messages)

        async def updates():
            async for piece in streamed(words):
                yield ChatResponseUpdate(role="assistant", contents=[Content.from_text(piece)])

        async def whole():
            return ChatResponse(messages=[Message(role="assistant", contents=["".join(answer(words))])])

        return self._build_response_stream(updates()) if stream else whole()


agent = Agent(client=ScriptedClient(), instructions="You are a helpful assistant.", tools=[])


class MyChatKitServer(ChatKitServer[dict]):
    async def respond(
        self, thread: ThreadMetadata, input_user_message: UserMessageItem | None, context: dict
    ) -> AsyncIterator[ThreadStreamEvent]:
        if input_user_message is None:
            return
        page = await self.store.load_thread_items(
            thread_id=thread.id, after=None, limit=1000, order="asc", context=context
        )
        agent_messages = await simple_to_agent_input(page.data)
        response_stream = agent.run(agent_messages, stream=True)
        async for event in stream_agent_response(response_stream, thread.id):
            yield event


app = FastAPI()
chatkit_server = MyChatKitServer(MemoryStore())


@app.post("/chatkit")
async def chatkit_endpoint(request: Request) -> Response:
    result = await chatkit_server.process(await request.body(), {"request": request})
    if hasattr(result, "__aiter__"):
        return StreamingResponse(result, media_type="text/event-stream")
    return Response(content=result.json, media_type="application/json")


if __name__ == "__main__":
    serve(app)
