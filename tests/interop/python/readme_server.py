"""A server as chatkit-python's guide "Respond to a user message" builds one: the default converter, nothing overridden.

Run: python readme_server.py   (prints "PORT <n>" once it listens)
The model is asked at OPENAI_BASE_URL.
"""

import socket
import sys
from collections.abc import AsyncIterator

import uvicorn
from agents import Agent, Runner, set_tracing_disabled
from chatkit.agents import AgentContext, simple_to_agent_input, stream_agent_response
from chatkit.server import ChatKitServer, StreamingResult
from chatkit.types import ThreadMetadata, ThreadStreamEvent, UserMessageItem
from fastapi import FastAPI, Request
from fastapi.responses import Response, StreamingResponse
from store import MemoryStore

# Traces would leave this machine.
set_tracing_disabled(True)

assistant_agent = Agent[AgentContext](
    model="gpt-4.1", name="Assistant", instructions="You are a helpful assistant"
)


class MyChatKitServer(ChatKitServer[dict]):
    async def respond(
        self, thread: ThreadMetadata, input: UserMessageItem | None, context: dict
    ) -> AsyncIterator[ThreadStreamEvent]:
        items_page = await self.store.load_thread_items(
            thread.id, after=None, limit=20, order="desc", context=context
        )
        items = list(reversed(items_page.data))
        input_items = await simple_to_agent_input(items)
        agent_context = AgentContext(thread=thread, store=self.store, request_context=context)
        result = Runner.run_streamed(assistant_agent, input_items, context=agent_context)
        async for event in stream_agent_response(agent_context, result):
            yield event


app = FastAPI()
server = MyChatKitServer(MemoryStore())


@app.post("/chatkit")
async def chatkit_endpoint(request: Request) -> Response:
    result = await server.process(await request.body(), {"user_id": "abc123"})
    if isinstance(result, StreamingResult):
        return StreamingResponse(result, media_type="text/event-stream")
    return Response(content=result.json, media_type="application/json")


if __name__ == "__main__":
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    print(f"PORT {listener.getsockname()[1]}", flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="error")).run(sockets=[listener])
    sys.exit(0)
