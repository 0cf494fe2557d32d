"""Sentences of technical English: of Markdown files, and of the comments of type declarations."""

from __future__ import annotations

import html
import random
import re
from collections.abc import Iterator
from pathlib import Path

LEGAL = re.compile(r"license|contribut|code_of|security", re.I)
COMMENT = re.compile(r"/\*\*(.*?)\*/", re.S)


def sentences_below(folder: str) -> list[str]:
    """All of a folder once, in an order that is the same every time."""
    found: set[str] = set()
    for file in sorted(Path(folder).rglob("*.md")):
        if not LEGAL.search(file.name):
            found.update(sentences_of(file.read_text(errors="ignore")))
    for file in sorted(Path(folder).rglob("*.d.ts")):
        # The development set asks about this page of Node's documentation.
        if "worker_threads" in file.name:
            continue
        for comment in COMMENT.findall(file.read_text(errors="ignore")):
            found.update(sentences_of(plain_comment(comment)))
    ordered = sorted(found)
    random.Random(1).shuffle(ordered)
    return ordered


def plain_comment(comment: str) -> str:
    text = re.sub(r"^\s*\*+ ?", "", comment, flags=re.M)
    text = re.sub(r"^\s*@\w+(?:\s+\{[^}]*\})?(?:\s+[\w.\[\]]+\s+-)?", "\n\n", text, flags=re.M)
    return re.sub(r"\{@link\s+([^}|]*)[^}]*\}", r"\1", text)


def sentences_of(text: str) -> Iterator[str]:
    text = re.sub(r"^---\n.*?\n---\n", "", text, flags=re.S)
    text = re.sub(r"(```|~~~).*?\1", "\n\n", text, flags=re.S)
    text = re.sub(r"<!--.*?-->", "", text, flags=re.S)
    text = re.sub(r"<[^>]{1,300}>", " ", text)
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)
    text = re.sub(r"\[([^\]]*)\](\([^)]*\)|\[[^\]]*\])", r"\1", text)
    text = re.sub(r"https?://\S+", "", html.unescape(text))
    for paragraph in re.split(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+\.)\s)|\n(?=#)", text):
        plain = re.sub(r"^\s*(?:[-*+>#|]+|\d+\.)\s*", "", paragraph.strip())
        plain = re.sub(r"\s+", " ", re.sub(r"[*`|]+", " ", plain))
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z\"(])", plain):
            if is_english_prose(sentence.strip()):
                yield sentence.strip()


def is_english_prose(sentence: str) -> bool:
    if not 25 <= len(sentence) <= 300 or len(re.findall(r"[A-Za-z]{2,}", sentence)) < 5:
        return False
    letters = len(re.findall(r"[A-Za-z ]", sentence))
    return sum(each.isascii() for each in sentence) > 0.97 * len(sentence) and letters > 0.8 * len(sentence)
