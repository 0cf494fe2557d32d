"""Docs echo"""

import asyncio

from langgraph.graph import END, START, StateGraph
from orcheo.graph.state import State


async def answer(state, config=None):
    inputs = state["inputs"]
    message = inputs["message"]
    if "please fail" in message:
        raise RuntimeError("a secret of the workflow")
    if "please wait" in message:
        await asyncio.sleep(30)
    # The code of a passage, wherever the passage is: in the message, as an answer of a model would find it.
    return {"node_results": {"answer": {"reply": f"You asked: {message}"}}}


def orcheo_workflow():
    graph = StateGraph(State)
    graph.add_node("answer", answer)
    graph.add_edge(START, "answer")
    graph.add_edge("answer", END)
    return graph
