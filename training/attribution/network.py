"""The tagger in torch: a MiniLM encoder with hints among its inputs, tags and links as outputs.

The encoder is BERT's (Devlin et al. 2019) as MiniLM-L6 uses it, written out so that training and export
hold the same few operations. Shapes: n windows, t pieces, h hidden units.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

HIDDEN = 384
HEADS = 12
INNER = 1536
LONGEST = 512
WORDS = 30522
EPSILON = 1e-12
TAGS = 7
"""Outside, and begin and inside of source, cue and content."""
Place = Sequence[int]
"""The first and the last piece of a part."""
LINK = 64
"""Length of the vectors whose products score links."""
KINDS = ("content", "source")
"""What is linked to a cue."""
DISTANCES = 16
DROPOUT = 0.1


class Layer(nn.Module):
    """One transformer layer: attention and a feed-forward step, each added and normalised."""

    def __init__(self) -> None:
        """Fresh weights."""
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, EPSILON)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, EPSILON)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """(n, t, h) and an additive mask (n, 1, 1, t) → (n, t, h)."""
        n, t, _ = x.shape
        q, k, v = self.qkv(x).view(n, t, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.out(seen.transpose(1, 2).reshape(n, t, HIDDEN)))
        return self.norm2(x + self.down(functional.gelu(self.up(x))))


class Tagger(nn.Module):
    """Word pieces and hints → tag scores and link vectors."""

    def __init__(self, layers: int, hints: int) -> None:
        """So many layers, and so many marks that a piece may bear; fresh weights."""
        super().__init__()
        self.words = nn.Embedding(WORDS, HIDDEN)
        self.places = nn.Embedding(LONGEST, HIDDEN)
        self.hints = nn.Linear(hints, HIDDEN, bias=False)
        nn.init.zeros_(self.hints.weight)
        self.norm = nn.LayerNorm(HIDDEN, EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.drop = nn.Dropout(DROPOUT)
        self.tags = nn.Linear(HIDDEN, TAGS)
        # For each kind the vectors of a part's and a cue's first and last piece; then a cue without source.
        self.links = nn.Linear(HIDDEN, len(KINDS) * 4 * LINK + 2)
        self.distance = nn.Parameter(torch.zeros(len(KINDS), DISTANCES))
        self.agreed = nn.Parameter(torch.zeros(len(KINDS)))

    def forward(self, ids: Tensor, marks: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """ids (n, t), marks (n, t, hints), mask (n, t) of 1 and 0 → tags (n, t, 7), links (n, t, l)."""
        x = self.words(ids) + self.places.weight[: ids.shape[1]] + self.hints(marks)
        x = self.norm(x)
        bias = ((1.0 - mask) * -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        x = self.drop(x)
        return self.tags(x), self.links(x)

    def link_scores(
        self, links: Tensor, kind: int, parts: Sequence[Place], cues: Sequence[Place], agree: Tensor
    ) -> Tensor:
        """links (t, l) of one window, parts and cues as (first, last) → scores (parts, cues)."""
        at = kind * 4 * LINK
        a, b, c, d = (links[:, at + k * LINK : at + (k + 1) * LINK] for k in range(4))
        part = a[[p[0] for p in parts]] + b[[p[1] for p in parts]]
        cue = c[[q[0] for q in cues]] + d[[q[1] for q in cues]]
        far = torch.tensor([[distance(p, q) for q in cues] for p in parts])
        return part @ cue.T / math.sqrt(LINK) + self.distance[kind][far] + self.agreed[kind] * agree

    def none_scores(self, links: Tensor, cues: Sequence[Place]) -> Tensor:
        """Scores (cues) of having no source."""
        return links[[q[0] for q in cues], -2] + links[[q[1] for q in cues], -1]


def distance(part: Place, cue: Place) -> int:
    """In which of DISTANCES classes a part lies from a cue: sign, and the logarithm of the pieces between."""
    gap = part[0] - cue[1] if part[0] > cue[1] else part[1] - cue[0]
    size = min(abs(gap).bit_length(), DISTANCES // 2) - 1
    return max(size, 0) + (DISTANCES // 2 if gap > 0 else 0)


def base_weights(path: Path, layers: Sequence[int]) -> Mapping[str, Tensor]:
    """The encoder's weights from a BERT file of safetensors, of its layers only those named."""
    from safetensors.torch import load_file

    stored = load_file(path)
    out = {
        "words.weight": stored["embeddings.word_embeddings.weight"],
        "places.weight": stored["embeddings.position_embeddings.weight"]
        + stored["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": stored["embeddings.LayerNorm.weight"],
        "norm.bias": stored["embeddings.LayerNorm.bias"],
    }
    for number, layer in enumerate(layers):
        old = f"encoder.layer.{layer}."
        for kind in ("weight", "bias"):
            out[f"layers.{number}.qkv.{kind}"] = torch.cat(
                [stored[f"{old}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
            )
            out[f"layers.{number}.out.{kind}"] = stored[f"{old}attention.output.dense.{kind}"]
            out[f"layers.{number}.norm1.{kind}"] = stored[f"{old}attention.output.LayerNorm.{kind}"]
            out[f"layers.{number}.up.{kind}"] = stored[f"{old}intermediate.dense.{kind}"]
            out[f"layers.{number}.down.{kind}"] = stored[f"{old}output.dense.{kind}"]
            out[f"layers.{number}.norm2.{kind}"] = stored[f"{old}output.LayerNorm.{kind}"]
    return out
