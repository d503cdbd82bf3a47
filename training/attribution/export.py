"""Write a trained tagger as one ONNX file: weights in eight bits, arithmetic in 32-bit floats.

    python -m training.attribution.export --tagger tagger.pt --vocabulary vocab.txt --output tagger.onnx

Every matrix is kept as int8 with one scale for each output (for each word in the table of words). onnxruntime
turns them into floats once, when it loads the file. So the file is a quarter as large, and yet no activation
is rounded: sums over eight-bit activations differ between processors with and without VNNI.

The graph is written out by hand, with onnxruntime's own operator for attention. What decoding needs besides
(vocabulary, distances, thresholds) stands in the metadata: one file holds all of the model.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from training.attribution.network import EPSILON, HEADS, LINK
from training.attribution.train import HINTS

OPSET, CONTRIB_OPSET, IR_VERSION = 20, 1, 10
LEVELS = 127
Array = npt.NDArray[np.float32]


def main() -> None:
    """Export, and write the file's hash beside it."""
    parser = argparse.ArgumentParser(prog="python -m training.attribution.export", description=__doc__)
    parser.add_argument("--tagger", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--float", action="store_true", help="leave the weights in 32 bits, to compare")
    parser.add_argument("--settings", type=json.loads, default={}, help="thresholds of decoding, as JSON")
    arguments = parser.parse_args()
    stored = torch.load(arguments.tagger)
    weights = {name: value.numpy() for name, value in stored["weights"].items()}
    model = Graph(weights, len(stored["layers"]), whole=arguments.float).model()
    metadata = {
        "vocabulary": arguments.vocabulary.read_text(encoding="utf-8"),
        "links": json.dumps(
            {
                "length": LINK,
                "distance": np.round(weights["distance"], 5).tolist(),
                "agreed": np.round(weights["agreed"], 5).tolist(),
            }
        ),
        "settings": json.dumps(arguments.settings),
        "training": json.dumps({key: stored[key] for key in ("layers", "seed", "epochs", "reports")}),
    }
    helper.set_model_props(model, metadata)
    onnx.checker.check_model(model)
    data = model.SerializeToString(deterministic=True)
    arguments.output.write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    arguments.output.with_suffix(".sha256").write_text(digest + "\n", encoding="utf-8")
    print(f"{len(data) / 1e6:.1f} MB, sha256 {digest}")


class Graph:
    """The tagger's operations, put down one after the other."""

    def __init__(self, weights: dict[str, Array], layers: int, *, whole: bool) -> None:
        """A graph of *layers* layers; *whole* leaves the weights in 32 bits."""
        self._weights = weights
        self._layers = layers
        self._whole = whole
        self._nodes: list[Any] = []
        self._held: list[Any] = []

    def model(self) -> Any:
        """The finished model: ids, marks and mask → tags and links."""
        words = self._rows("words.weight", "ids")
        length = self._node(
            "Slice", self._node("Shape", "ids"), self._hold("one", [1]), self._hold("two", [2])
        )
        places = self._node(
            "Slice",
            self._held_weight("places.weight"),
            self._hold("zero", [0]),
            length,
            self._hold("axis", [0]),
        )
        hints = self._node("MatMul", "marks", self._hold("hints", self._weights["hints.weight"].T))
        x = self._norm(self._node("Add", self._node("Add", words, places), hints), "norm")
        for number in range(self._layers):
            x = self._layer(x, f"layers.{number}.")
        self._linear(x, "tags", out="tags")
        self._linear(x, "links", out="links")
        integers = {"ids": TensorProto.INT64, "mask": TensorProto.INT32}
        inputs = [helper.make_tensor_value_info(name, kind, ["n", "t"]) for name, kind in integers.items()]
        inputs.append(helper.make_tensor_value_info("marks", TensorProto.FLOAT, ["n", "t", HINTS]))
        outputs = [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", "t", width])
            for name in ("tags", "links")
            for width in self._weights[f"{name}.bias"].shape
        ]
        graph = helper.make_graph(self._nodes, "attribution tagger", inputs, outputs, self._held)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", CONTRIB_OPSET)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)

    def _layer(self, x: str, name: str) -> str:
        matrix, bias = self._matrix(f"{name}qkv.weight"), self._held_weight(f"{name}qkv.bias")
        seen = self._node("Attention", x, matrix, bias, "mask", domain="com.microsoft", num_heads=HEADS)
        x = self._norm(self._node("Add", x, self._linear(seen, f"{name}out")), f"{name}norm1")
        inner = self._node("Gelu", self._linear(x, f"{name}up"))
        return self._norm(self._node("Add", x, self._linear(inner, f"{name}down")), f"{name}norm2")

    def _linear(self, x: str, name: str, out: str | None = None) -> str:
        product = self._node("MatMul", x, self._matrix(f"{name}.weight"))
        return self._node("Add", product, self._held_weight(f"{name}.bias"), out=out)

    def _norm(self, x: str, name: str) -> str:
        scale, shift = self._held_weight(f"{name}.weight"), self._held_weight(f"{name}.bias")
        return self._node("LayerNormalization", x, scale, shift, axis=-1, epsilon=EPSILON)

    def _matrix(self, name: str) -> str:
        """A matrix (inputs, outputs), from int8 and a scale for each output."""
        matrix = np.ascontiguousarray(self._weights[name].T)
        if self._whole:
            return self._hold(name, matrix)
        scale = np.abs(matrix).max(axis=0) / LEVELS
        small = self._hold(f"{name}.int8", np.rint(matrix / scale).astype(np.int8))
        wide = self._node("Cast", small, to=TensorProto.FLOAT)
        return self._node("Mul", wide, self._hold(f"{name}.scale", scale))

    def _rows(self, name: str, numbers: str) -> str:
        """The rows of a table under *numbers*, from int8 and a scale for each row."""
        table = self._weights[name]
        if self._whole:
            return self._node("Gather", self._hold(name, table), numbers)
        scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), EPSILON) / LEVELS
        small = self._hold(f"{name}.int8", np.rint(table / scale).astype(np.int8))
        wide = self._node("Cast", self._node("Gather", small, numbers), to=TensorProto.FLOAT)
        return self._node("Mul", wide, self._node("Gather", self._hold(f"{name}.scale", scale), numbers))

    def _held_weight(self, name: str) -> str:
        return self._hold(name, self._weights[name])

    def _hold(self, name: str, value: Any) -> str:
        array = np.asarray(value)
        array = array.astype(np.float32) if array.dtype == np.float64 else array
        self._held.append(numpy_helper.from_array(array, name))
        return name

    def _node(self, kind: str, *inputs: str, out: str | None = None, **settings: Any) -> str:
        out = out or f"{kind}.{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(inputs), [out], **settings))
        return out


if __name__ == "__main__":
    main()
