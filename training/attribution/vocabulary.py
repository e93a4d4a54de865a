"""A Spanish vocabulary for an English encoder: word pieces whose vectors come from the words they translate to.

`python training/attribution/vocabulary.py OUT --shared DIR --start NETWORK` writes `tokenizer.json`, `network.pt` (the
network of --start with the new word vectors) and `pairs.pickle` (paragraphs with their rough translation and which
word became which, for align.py). After Tran 2020 (arXiv:2002.07306) and Minixhofer et al. 2022 (WECHSEL), with
Apertium's word-bound blanks in place of a dictionary. Case is left to the forms; accents are kept: `anuncio` the
noun and `anunció` the cue differ by nothing else.
"""

from __future__ import annotations

import argparse
import json
import pickle
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from examples import read_rows
from markup import read_marked
from network import Network
from sources import ancora, joined
from tokenizers import Tokenizer, normalizers
from tokenizers.models import WordPiece
from tokenizers.trainers import WordPieceTrainer
from train import minilm_folder
from translate import WORD, Translated, translate

SIZE = 16_000
FIXED = 104
"""The first pieces of the English vocabulary: padding, the unused ones, [UNK], [CLS], [SEP], [MASK]."""
PAIRS_OF_ONE_WORD = 40
"""Translations of a word that are counted at most; more change its vector little."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--written", type=Path, nargs="*", default=[])
    parser.add_argument("--start", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    texts = list(spanish(options.shared, options.written))
    print(f"{len(texts)} texts, {sum(len(t.split()) for t in texts)} words", flush=True)
    english = Tokenizer.from_file(str(minilm_folder() / "tokenizer.json"))
    tokenizer = spanish_tokenizer(english, texts)
    tokenizer.save(str(options.out / "tokenizer.json"))
    pairs = list(translated(texts))
    (options.out / "pairs.pickle").write_bytes(pickle.dumps(pairs))
    old = torch.load(options.start)
    weight = vectors(tokenizer, english, old["words.weight"].numpy(), pairs)
    network = Network(vocabulary=len(weight))
    network.load_state_dict(old | {"words.weight": torch.from_numpy(weight)})
    torch.save(network.state_dict(), options.out / "network.pt")
    print(f"{len(weight)} pieces", flush=True)


def spanish(shared: Path, written: list[Path]) -> Iterator[str]:
    """Open Spanish text: AnCora newswire (dev articles of the corpus left out), GSD, MEANTIME, Global Voices, our own."""
    dev = {row["id"].removeprefix("an-") for row in read_rows(shared / "corpus/es/dev.jsonl")}
    yield from (text for name, text in ancora(shared / "data/es_ancora") if name.removeprefix("ancora-") not in dev)
    for path in sorted((shared / "data/es_gsd").glob("*.conllu")):
        sentences = re.findall(r"^# text = (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        yield from ("\n\n".join(sentences[n : n + 12]) for n in range(0, len(sentences), 12))
    for row in lines(shared / "data/meantime/es_tokens.jsonl"):
        yield "\n\n".join(joined(sentence) for sentence in row["sentences"])
    pairs = [row["es"] for row in lines(shared / "data/gv_en_es_pairs/pairs.jsonl")]
    yield from ("\n\n".join(pairs[n : n + 12]) for n in range(0, len(pairs), 12))
    yield from (row["text"] for path in written for row in read_marked(path))


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def spanish_tokenizer(english: Tokenizer, texts: list[str]) -> Tokenizer:
    """The English tokenizer's own way of cutting words, accents kept, with pieces learnt from `texts`."""
    fixed = [english.id_to_token(number) for number in range(FIXED)]
    learner = Tokenizer(WordPiece(unk_token="[UNK]"))
    learner.normalizer = normalizers.BertNormalizer(strip_accents=False, lowercase=True)
    learner.pre_tokenizer = english.pre_tokenizer
    learner.train_from_iterator(texts, WordPieceTrainer(vocab_size=SIZE - FIXED, min_frequency=2, show_progress=False))
    known = english.get_vocab()
    learnt = sorted(learner.get_vocab().items(), key=lambda item: item[1])
    single = [piece for piece in known if len(piece.removeprefix("##")) == 1]
    pieces = dict.fromkeys([*fixed, *(piece for piece, _ in learnt), *sorted(single)])
    out = Tokenizer(WordPiece({piece: n for n, piece in enumerate(pieces)}, unk_token="[UNK]"))
    out.normalizer, out.pre_tokenizer, out.decoder = learner.normalizer, english.pre_tokenizer, english.decoder
    return out


def translated(texts: list[str]) -> Iterator[tuple[list[str], list[Translated]]]:
    for text in texts:
        paragraphs = [line for line in text.split("\n") if line.strip()]
        yield paragraphs, translate(paragraphs, "es", "en")


def vectors(
    tokenizer: Tokenizer, english: Tokenizer, old: np.ndarray, pairs: list[tuple[list[str], list[Translated]]]
) -> np.ndarray:
    """(V, D): a whole word is the mean of its translations, any other piece that of the words it is part of; pieces
    that are no part of a translated word keep the vector of the English pieces they are spelt with."""
    new = np.zeros((tokenizer.get_vocab_size(), old.shape[1]), dtype=np.float32)
    sums, weights = np.zeros_like(new, dtype=np.float64), np.zeros(len(new))
    for word, count, vector in words(english, old, pairs):
        ids = tokenizer.encode(word, add_special_tokens=False).ids
        for piece in ids:
            share = count / len(ids) ** 2
            sums[piece] += share * vector
            weights[piece] += share
    for piece, number in tokenizer.get_vocab().items():
        if number < FIXED:
            new[number] = old[number]
        elif weights[number] > 0 and any(c.isalpha() for c in piece):
            new[number] = sums[number] / weights[number]
        else:
            exact = english.token_to_id(piece)
            ids = (
                [exact] if exact is not None else english.encode(piece.removeprefix("##"), add_special_tokens=False).ids
            )
            new[number] = old[ids].mean(axis=0)
    return new


def words(
    english: Tokenizer, old: np.ndarray, pairs: list[tuple[list[str], list[Translated]]]
) -> Iterator[tuple[str, int, np.ndarray]]:
    """Spanish words, lower case, how often they were translated, and the mean vector of what they became."""
    renderings: dict[str, Counter[str]] = {}
    for paragraphs, done in pairs:
        for paragraph, rendered in zip(paragraphs, done, strict=True):
            made: dict[int, list[str]] = {}
            for start, end, numbers in rendered.words:
                for number in numbers:
                    made.setdefault(number, []).append(rendered.text[start:end].lower())
            for number, match in enumerate(WORD.finditer(paragraph)):
                if number in made:
                    renderings.setdefault(match.group().lower(), Counter())[" ".join(made[number])] += 1
    for word, counts in renderings.items():
        best = counts.most_common(PAIRS_OF_ONE_WORD)
        vector = sum(n * old[english.encode(r, add_special_tokens=False).ids].mean(axis=0) for r, n in best)
        total = sum(n for _, n in best)
        yield word, total, vector / total


if __name__ == "__main__":
    main()
