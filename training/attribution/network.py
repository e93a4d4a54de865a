"""The network: MiniLM with heads for tags in layers, links between pieces, act and negation.

Comes in: piece ids and forms; goes out: the arrays of `onrecord.model.Signals`. It does not decode.
The encoder is BERT (Devlin et al. 2019) as distilled by Wang et al. 2020. A content points at its cue, a cue at its
source or at itself when it has none, as pointer networks do (Vinyals et al. 2015).
"""

from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np
import torch
from labels import ACTS, TAGS
from torch import Tensor, nn
from torch.nn import functional

FORMS = 8
WIDTH, HEADS, LAYERS = 384, 12, 6
DEPTH = 64
LINKS = {"outer": "cue", "inner": "cue", "carrier": "cue", "source": "source"}
"""What points, and the keys it points at."""
BUCKETS = (-96, -48, -24, -12, -6, -3, -2, -1, 0, 1, 2, 3, 4, 7, 13, 25, 49, 97)


class Layer(nn.Module):
    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.attended, self.expanded = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = (
            f(x).view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2) for f in (self.query, self.key, self.value)
        )
        a = functional.scaled_dot_product_attention(q.float(), k.float(), v.float(), attn_mask=mask)
        a = a.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.attended(x + self.dropout(self.out(a.to(x.dtype))))
        return self.expanded(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Network(nn.Module):
    def __init__(self, vocabulary: int = 30522, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.forms = nn.Embedding(FORMS, WIDTH)
        self.first = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.ModuleDict({layer: nn.Linear(WIDTH, len(tags)) for layer, tags in TAGS.items()})
        self.queries = nn.ModuleDict({link: nn.Linear(WIDTH, DEPTH) for link in LINKS})
        self.keys = nn.ModuleDict({key: nn.Linear(WIDTH, DEPTH) for key in sorted(set(LINKS.values()))})
        self.distance = nn.Embedding(len(BUCKETS) + 1, len(LINKS))
        self.act = nn.Linear(WIDTH, len(ACTS))
        self.negated = nn.Linear(WIDTH, 2)
        nn.init.zeros_(self.distance.weight)
        nn.init.normal_(self.forms.weight, std=0.002)

    def encode(self, ids: Tensor, forms: Tensor) -> Tensor:
        """(B, T) to (B, T, WIDTH); id 0 is padding."""
        mask = (ids != 0)[:, None, None, :]
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.first(self.words(ids) + self.positions(places) + self.forms(forms))
        x = self.dropout(x)
        for layer in self.layers:
            x = layer(x, mask)
        return self.dropout(x)

    def heads(self, h: Tensor) -> dict[str, Tensor]:
        """Scores (B, T, ...) by name: `tags.outer`, `query.outer`, `key.cue`, `act`, ..."""
        out = {f"tags.{layer}": head(h) for layer, head in self.tags.items()}
        out |= {f"query.{link}": head(h) / DEPTH**0.5 for link, head in self.queries.items()}
        out |= {f"key.{key}": head(h) for key, head in self.keys.items()}
        return out | {"act": self.act(h), "negated": self.negated(h)}


def load_network(path: Path) -> Network:
    """A trained network with a vocabulary of whatever size it has."""
    state = torch.load(path, weights_only=True)
    network = Network(vocabulary=len(state["words.weight"]))
    network.load_state_dict(state)
    return network


def bucket(difference: Tensor) -> Tensor:
    """Index of a distance in word pieces, from what points to what it points at."""
    return torch.bucketize(difference, torch.tensor(BUCKETS, device=difference.device))


def load_minilm(network: Network, path: Path) -> None:
    """Fill the encoder from the published weights (safetensors, float32)."""
    raw = path.read_bytes()
    size = struct.unpack("<Q", raw[:8])[0]
    header = json.loads(raw[8 : 8 + size])

    def tensor(name: str) -> Tensor:
        entry = header[name]
        start, end = entry["data_offsets"]
        array = np.frombuffer(raw[8 + size + start : 8 + size + end], dtype=np.float32)
        return torch.from_numpy(array.reshape(entry["shape"]).copy())

    with torch.no_grad():
        network.words.weight.copy_(tensor("embeddings.word_embeddings.weight"))
        network.positions.weight.copy_(tensor("embeddings.position_embeddings.weight"))
        network.forms.weight.add_(tensor("embeddings.token_type_embeddings.weight")[0])
        copy(network.first, "embeddings.LayerNorm", tensor)
        for number, layer in enumerate(network.layers):
            base = f"encoder.layer.{number}."
            for module, name in (
                (layer.query, "attention.self.query"), (layer.key, "attention.self.key"),
                (layer.value, "attention.self.value"), (layer.out, "attention.output.dense"),
                (layer.attended, "attention.output.LayerNorm"), (layer.up, "intermediate.dense"),
                (layer.down, "output.dense"), (layer.expanded, "output.LayerNorm"),
            ):  # fmt: skip
                copy(module, base + name, tensor)


def copy(module: nn.Module, name: str, tensor) -> None:  # type: ignore[no-untyped-def]
    module.weight.copy_(tensor(f"{name}.weight"))
    module.bias.copy_(tensor(f"{name}.bias"))
