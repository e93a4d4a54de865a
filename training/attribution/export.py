"""Turn a trained network into the files onrecord ships: int8 ONNX, tokenizer, legend.

`python training/attribution/export.py RUN FOLDER`. The graph takes ids and forms (1, T) of one window and gives the arrays of Signals; it knows no padding.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
import warnings
from pathlib import Path
from typing import Any

import torch
from examples import tokenizer_of
from network import HEADS, WIDTH, Network, load_network
from onnxruntime.quantization import QuantType, quantize_dynamic
from read_gold import legend_of
from torch import Tensor, nn

OUTPUTS = tuple(sorted(Network().heads(torch.zeros(1, 1, WIDTH))))


class Attention(torch.autograd.Function):
    """Attention as one operation of onnxruntime. Every piece sees every other: windows are run one by one, unpadded."""

    @staticmethod
    def forward(_: object, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        q, k, v = (x.view(x.shape[0], x.shape[1], HEADS, WIDTH // HEADS).transpose(1, 2) for x in (q, k, v))
        return nn.functional.scaled_dot_product_attention(q, k, v).transpose(1, 2).flatten(2)

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any) -> Any:
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=HEADS).setType(q.type())


class Gelu(torch.autograd.Function):
    """GELU by its tanh formula (Hendrycks and Gimpel 2016), as one operation of onnxruntime: a third less than by erf."""

    @staticmethod
    def forward(_: object, x: Tensor) -> Tensor:
        return nn.functional.gelu(x, approximate="tanh")

    @staticmethod
    def symbolic(g: Any, x: Any) -> Any:
        return g.op("com.microsoft::FastGelu", x).setType(x.type())


class Traced(nn.Module):
    """The forward pass in operations that onnxruntime runs fast; all heads as one, cut apart at the end."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        weights = network.heads(torch.eye(WIDTH)[None])
        biases = network.heads(torch.zeros(1, 1, WIDTH))
        self.sizes = [biases[name].shape[-1] for name in OUTPUTS]
        self.heads = nn.Linear(WIDTH, sum(self.sizes))
        bias = torch.cat([biases[name][0, 0] for name in OUTPUTS])
        self.heads.weight.data = (torch.cat([weights[name][0] for name in OUTPUTS], dim=1) - bias).T.contiguous()
        self.heads.bias.data = bias

    def forward(self, ids: Tensor, forms: Tensor) -> tuple[Tensor, ...]:
        n = self.network
        places = torch.arange(ids.shape[1])
        x = n.first(n.words(ids) + n.positions(places) + n.forms(forms))
        for layer in n.layers:
            x = layer.attended(x + layer.out(Attention.apply(layer.query(x), layer.key(x), layer.value(x))))
            x = layer.expanded(x + layer.down(Gelu.apply(layer.up(x))))
        return self.heads(x).split(self.sizes, dim=-1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--languages", nargs="+", default=["en"], help="languages the model may read")
    options = parser.parse_args()
    network = load_network(options.run / "network.pt").eval()
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch, "plain.onnx")
        example = torch.randint(1000, 2000, (1, 24))
        axes = {name: {0: "windows", 1: "pieces"} for name in ("ids", "forms", *OUTPUTS)}
        with warnings.catch_warnings(), torch.no_grad():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                Traced(network), (example, example % 8), str(plain), input_names=["ids", "forms"],
                output_names=list(OUTPUTS), dynamic_axes=axes, opset_version=17, dynamo=False,
                custom_opsets={"com.microsoft": 1},
            )  # fmt: skip
        quantize_dynamic(
            plain, options.folder / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": 1},
        )  # fmt: skip
    tokenizer_of(options.run).save(str(options.folder / "tokenizer.json"))
    calibration = json.loads((options.run / "calibration.json").read_text(encoding="utf-8"))
    write_legend(network, calibration, options.languages, options.folder)


def write_legend(network: Network, calibration: dict[str, float], languages: list[str], folder: Path) -> None:
    legend = legend_of(network, calibration)
    content = (folder / "encoder.onnx").read_bytes()
    (folder / "legend.json").write_text(json.dumps({
        "encoder_sha256": hashlib.sha256(content).hexdigest(),
        "languages": languages,
        "labels": legend.labels,
        "calibration": legend.calibration,
        "links": legend.links,
        "buckets": legend.buckets,
        "distances": {link: [round(float(v), 5) for v in row] for link, row in legend.distances.items()},
    }, indent=1) + "\n", encoding="utf-8")  # fmt: skip
    print(f"{folder}: encoder {len(content) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
