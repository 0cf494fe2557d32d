"""Orcheo's own command line, loaded once for many commands: it takes seconds to load. A JSON list of words a line."""

import contextlib
import io
import json
import os
import sys

from orcheo_sdk.cli.main import run

# Of what it uploads nothing is left beside the file.
sys.dont_write_bytecode = True
print("READY", flush=True)
for line in sys.stdin:
    command = json.loads(line)
    os.environ.update(command["env"])
    sys.argv = ["orcheo", *command["words"]]
    said = io.StringIO()
    code = 0
    with contextlib.redirect_stdout(said):
        try:
            run()
        except SystemExit as end:
            code = end.code or 0
    print(json.dumps({"code": code, "said": said.getvalue()}), flush=True)
