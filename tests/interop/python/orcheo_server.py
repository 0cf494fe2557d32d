"""The real Orcheo on a free port, its code unchanged. Prints the workspace that it made, then its port."""

import os
import socket

from orcheo_backend.app.workspace import get_workspace_service

workspace, _ = get_workspace_service().create_workspace(
    slug="acme", name="Acme", owner_user_id=os.environ["WORKSPACE_OWNER"]
)
print(f"WORKSPACE {workspace.id}", flush=True)
# A login of the development server is a member of these, which are read when the application starts.
os.environ["ORCHEO_AUTH_DEV_WORKSPACE_IDS"] = str(workspace.id)

import uvicorn  # noqa: E402

listening = socket.socket()
listening.bind(("127.0.0.1", 0))
port = listening.getsockname()[1]
os.environ["ORCHEO_STUDIO_URL"] = os.environ.get("ORCHEO_STUDIO_URL") or f"http://127.0.0.1:{port}"


class Server(uvicorn.Server):
    async def startup(self, sockets=None):
        await super().startup(sockets)
        print(f"PORT {port}", flush=True)


Server(uvicorn.Config("orcheo_backend.app:app", log_level="warning")).run([listening])
