"""Turn a trained network into the files onrecord ships: int8 ONNX, tokenizer, legend.

`python training/attribution/export.py RUN FOLDER`. The graph takes ids and forms (B, T) and gives the arrays of Signals.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
import warnings
from pathlib import Path

import torch
from examples import tokenizer_of
from network import HEADS, WIDTH, Network, load_network
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer as fusion
from onnxruntime.transformers.fusion_options import FusionOptions
from read_gold import legend_of
from torch import Tensor, nn

OUTPUTS = tuple(sorted(Network().heads(torch.zeros(1, 1, WIDTH))))


class Traced(nn.Module):
    """The forward pass in operations that the fusion of onnxruntime knows."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, forms: Tensor) -> tuple[Tensor, ...]:
        n = self.network
        mask = (1.0 - (ids != 0).float())[:, None, None, :] * -10000.0
        places = torch.arange(ids.shape[1])
        x = n.first(n.words(ids) + n.positions(places) + n.forms(forms))
        for layer in n.layers:
            q, k, v = (self.split(f(x)) for f in (layer.query, layer.key, layer.value))
            shares = torch.softmax(q @ k.permute(0, 1, 3, 2) / (WIDTH / HEADS) ** 0.5 + mask, dim=-1)
            a = (shares @ v).permute(0, 2, 1, 3).reshape(x.shape[0], x.shape[1], WIDTH)
            x = layer.attended(x + layer.out(a))
            x = layer.expanded(x + layer.down(nn.functional.gelu(layer.up(x))))
        heads = n.heads(x)
        return tuple(heads[name] for name in OUTPUTS)

    @staticmethod
    def split(x: Tensor) -> Tensor:
        return x.view(x.shape[0], x.shape[1], HEADS, WIDTH // HEADS).permute(0, 2, 1, 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--languages", nargs="+", default=["en"], help="languages the model may read")
    options = parser.parse_args()
    network = load_network(options.run / "network.pt").eval()
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        plain, fused = Path(scratch, "plain.onnx"), Path(scratch, "fused.onnx")
        example = torch.randint(1000, 2000, (2, 24))
        axes = {name: {0: "windows", 1: "pieces"} for name in ("ids", "forms", *OUTPUTS)}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                Traced(network), (example, example % 8), str(plain), input_names=["ids", "forms"],
                output_names=list(OUTPUTS), dynamic_axes=axes, opset_version=17, dynamo=False,
            )  # fmt: skip
        options_fusion = FusionOptions("bert")
        options_fusion.enable_embed_layer_norm = False
        model = fusion.optimize_model(
            str(plain), "bert", num_heads=HEADS, hidden_size=WIDTH, optimization_options=options_fusion
        )
        model.save_model_to_file(str(fused))
        quantize_dynamic(
            fused, options.folder / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
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
