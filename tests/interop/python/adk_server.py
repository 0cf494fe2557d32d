"""A server as adk-chatkit's README builds one: Google ADK answers, and the message's text alone reaches it.

Run: python adk_server.py   (prints "PORT <n>" once it listens). ADK's model is scripted, in this process.
"""

from collections.abc import AsyncIterator

from adk_chatkit import (
    ADKAgentContext,
    ADKChatKitServer,
    ADKContext,
    ADKStore,
    ChatkitRunConfig,
    stream_agent_response,
)
from chatkit.server import StreamingResult
from chatkit.types import ThreadMetadata, ThreadStreamEvent, UserMessageItem
from fastapi import FastAPI, Request
from fastapi.responses import Response, StreamingResponse
from google.adk.agents import LlmAgent
from google.adk.agents.run_config import StreamingMode
from google.adk.models import BaseLlm, LlmResponse
from google.adk.runners import Runner
from google.adk.sessions import InMemorySessionService
from google.genai import types as genai_types
from scripted import serve, streamed

APP = "docs"


class ScriptedLlm(BaseLlm):
    async def generate_content_async(self, llm_request, stream=False):
        said = llm_request.contents[-1].parts or []
        pieces = []
        async for piece in streamed(" ".join(part.text or "" for part in said)):
            pieces.append(piece)
            yield LlmResponse(content=model_content(piece), partial=True)
        yield LlmResponse(content=model_content("".join(pieces)), partial=False)


def model_content(text: str) -> genai_types.Content:
    return genai_types.Content(role="model", parts=[genai_types.Part.from_text(text=text)])


class DocsServer(ADKChatKitServer):
    def __init__(self, store: ADKStore, runner: Runner) -> None:
        super().__init__(store)
        self._runner = runner

    async def _adk_respond(
        self, thread: ThreadMetadata, item: UserMessageItem | None, context: ADKContext
    ) -> AsyncIterator[ThreadStreamEvent]:
        if item is None:
            return
        message_text = "".join(part.text for part in item.content if part.type == "input_text")
        content = genai_types.Content(role="user", parts=[genai_types.Part.from_text(text=message_text)])
        agent_context = ADKAgentContext(app_name=context.app_name, user_id=context.user_id, thread=thread)
        event_stream = self._runner.run_async(
            user_id=context.user_id,
            session_id=thread.id,
            new_message=content,
            run_config=ChatkitRunConfig(streaming_mode=StreamingMode.SSE, context=agent_context),
        )
        async for event in stream_agent_response(agent_context, event_stream):
            yield event


sessions = InMemorySessionService()
agent = LlmAgent(name="docs", model=ScriptedLlm(model="scripted"))
server = DocsServer(ADKStore(sessions), Runner(app_name=APP, agent=agent, session_service=sessions))
app = FastAPI()


@app.post("/chatkit")
async def chatkit_endpoint(request: Request) -> Response:
    result = await server.process(await request.body(), ADKContext(app_name=APP, user_id="ann"))
    if isinstance(result, StreamingResult):
        return StreamingResponse(result, media_type="text/event-stream")
    return Response(content=result.json, media_type="application/json")


if __name__ == "__main__":
    serve(app)
