"""Train the tagger on prepared reports; can be stopped, and goes on from its last checkpoint.

    python -m training.attribution.train --items train.jsonl --base model.safetensors --output FOLDER

Needs torch, numpy and safetensors, not Dateline. Each step is shared out among processes of one thread: on a
busy machine threads wait for each other many times a step, processes once. Every 21st report is held back, to
choose by. The order of the windows and what is dropped out follow from the seed: a run that was stopped, or
has one process instead of two, ends with the same weights to the last bit.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
import torch.distributed as group
from torch import Tensor, nn
from torch.multiprocessing.spawn import spawn
from torch.nn import functional

from training.attribution.network import Tagger, base_weights
from training.attribution.split import held_back

HINTS = 10
LAYERS = (0, 1, 2, 3)
"""Layers of the base model that are kept: the lower ones, which lose least."""
EPOCHS = 2
PIECES = 1024
"""Pieces in a batch, with padding."""
CHUNK = 600
"""Windows among which those of like length are put together."""
RATE, HEAD_RATE = 2e-4, 1e-3
"""Highest learning rates of the encoder and of what is new; as usual for small encoders, not tuned."""
WARM = 0.1
"""Share of the steps in which the rates rise; then they fall in a line to LAST_RATE of the highest."""
LAST_RATE = 0.02
DECAY = 0.01
LINK_SHARE = 0.5
"""Weight of the links in the loss."""
UNTOLD = 0.1
"""Share of the windows that are shown without hints, so that the tagger can do without."""
EMPTY_KEPT = 0.5
"""Share of the windows without statement or hint that an epoch goes through."""
PARTS = 2
"""Every batch is gone through in so many parts, by one process or by as many."""
KEEP_SECONDS = 120
"""Between two checkpoints."""
SOURCE, CUE, CONTENT = range(3)


@dataclass(slots=True)
class Item:
    """A window: its pieces, hints, and parts (role, first, last, statement) by the rules and by the gold."""

    report: str
    ids: list[int]
    marks: list[list[int]]
    rules: list[list[int]]
    gold: list[list[int]]


def main() -> None:
    """Train, print losses, and leave the weights in the output folder."""
    parser = argparse.ArgumentParser(prog="python -m training.attribution.train", description=__doc__)
    parser.add_argument("--items", type=Path, required=True, nargs="+")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--layers", type=int, nargs="+", default=LAYERS)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, choices=range(1, PARTS + 1), default=PARTS)
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    meeting = arguments.output / "meeting"
    meeting.unlink(missing_ok=True)
    spawn(work, (arguments, meeting), arguments.workers)


def work(rank: int, arguments: argparse.Namespace, meeting: Path) -> None:
    """What each process does; the first one also prints and writes."""
    group.init_process_group(
        "gloo", init_method=f"file://{meeting.resolve()}", rank=rank, world_size=arguments.workers
    )
    torch.set_num_threads(1)
    torch.manual_seed(arguments.seed)
    items = [item for path in arguments.items for item in read_items(path)]
    kept_back = held_back(i.report for i in items)
    told = [i for i in items if i.report not in kept_back]
    net = Tagger(len(arguments.layers), HINTS)
    missing, unexpected = net.load_state_dict(base_weights(arguments.base, arguments.layers), strict=False)
    assert not unexpected
    # The embeddings of words stay as they are: words that the training texts do not hold keep their meaning.
    net.words.weight.requires_grad_(False)
    fresh = {name.split(".")[0] for name in missing}
    plan = [
        batch
        for epoch in range(arguments.epochs)
        for batch in batches(told, random.Random(f"{arguments.seed} {epoch}"))
    ]
    if rank == 0:
        print(f"{len(told)} windows, {len(plan)} steps", flush=True)
    train(net, fresh, told, plan, arguments.output / "checkpoint.pt", arguments.seed)
    if rank == 0:
        stored = {
            "layers": list(arguments.layers),
            "seed": arguments.seed,
            "epochs": arguments.epochs,
            "reports": len({i.report for i in told}),
            "weights": net.state_dict(),
        }
        torch.save(stored, arguments.output / "tagger.pt")
        held = [i for i in items if i.report in kept_back]
        print("held back: tags {:.4f} links {:.4f}".format(*losses(net, held)), flush=True)
    group.destroy_process_group()


def read_items(path: Path) -> Iterator[Item]:
    """The windows that `prepare` wrote."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield Item(**json.loads(line))


def batches(items: Sequence[Item], order: random.Random) -> list[list[tuple[int, bool]]]:
    """One epoch: windows of like length together, as (number, with hints)."""
    numbers = [n for n, i in enumerate(items) if i.gold or i.rules or order.random() < EMPTY_KEPT]
    order.shuffle(numbers)
    out: list[list[tuple[int, bool]]] = []
    for start in range(0, len(numbers), CHUNK):
        batch: list[tuple[int, bool]] = []
        for number in sorted(numbers[start : start + CHUNK], key=lambda n: (len(items[n].ids), n)):
            if batch and len(items[number].ids) * (len(batch) + 1) > PIECES:
                out.append(batch)
                batch = []
            batch.append((number, order.random() >= UNTOLD))
        out.append(batch)
    order.shuffle(out)
    return out


def train(
    net: Tagger,
    fresh: set[str],
    items: Sequence[Item],
    plan: Sequence[Sequence[tuple[int, bool]]],
    checkpoint: Path,
    seed: int,
) -> None:
    """Go through *plan* from where *checkpoint* stands, each process with its parts of every batch."""
    rank, workers = group.get_rank(), group.get_world_size()
    named = [(name, p) for name, p in net.named_parameters() if p.requires_grad]
    weights = [p for _, p in named]
    groups = [
        {"params": [p for name, p in named if name.split(".")[0] not in fresh], "lr": RATE},
        {"params": [p for name, p in named if name.split(".")[0] in fresh], "lr": HEAD_RATE},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=DECAY)
    warm = max(1, int(len(plan) * WARM))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda s: min((s + 1) / warm, max(LAST_RATE, (len(plan) - s) / max(1, len(plan) - warm))),
    )
    first = 0
    if checkpoint.is_file():
        state = torch.load(checkpoint)
        net.load_state_dict(state["net"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        first = state["step"]
        if rank == 0:
            print(f"goes on from step {first}", flush=True)
    net.train()
    kept = began = time.monotonic()
    pieces, sums = 0, [0.0, 0.0, 0.0]
    for step in range(first, len(plan)):
        for part in range(rank, PARTS, workers):
            # What is dropped out follows from step and part: a run that was stopped ends as one that was not.
            torch.manual_seed((seed * 1_000_003 + step) * PARTS + part)
            batch = [(items[n], told) for n, told in plan[step][part::PARTS]]
            if batch:
                tags, links = batch_losses(net, batch)
                ((1 - LINK_SHARE) * tags + LINK_SHARE * links).backward()
                sums = [sums[0] + float(tags.detach()), sums[1] + float(links.detach()), sums[2] + 1]
        average(weights, workers)
        nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        schedule.step()
        pieces += sum(len(items[n].ids) for n, _ in plan[step])
        if (step + 1) % 50 == 0 and rank == 0:
            rate = pieces / (time.monotonic() - began)
            print(
                f"step {step + 1}/{len(plan)}  tags {sums[0] / sums[2]:.4f}  links {sums[1] / sums[2]:.4f}"
                f"  {rate:.0f} pieces/s",
                flush=True,
            )
            sums = [0.0, 0.0, 0.0]
        if time.monotonic() - kept > KEEP_SECONDS and rank == 0:
            state = {
                "net": net.state_dict(),
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
                "step": step + 1,
            }
            torch.save(state, checkpoint.with_suffix(".new"))
            checkpoint.with_suffix(".new").replace(checkpoint)
            kept = time.monotonic()


def average(weights: Sequence[nn.Parameter], workers: int) -> None:
    """Give every process the mean of all parts' gradients; an empty part gives none."""
    given = [torch.zeros_like(p) if p.grad is None else p.grad for p in weights]
    flat = torch.cat([g.flatten() for g in given])
    if workers > 1:
        group.all_reduce(flat)
    flat /= PARTS
    at = 0
    for weight in weights:
        weight.grad = flat[at : at + weight.numel()].view_as(weight)
        at += weight.numel()


def tensors(batch: Sequence[tuple[Item, bool]]) -> tuple[Tensor, Tensor, Tensor]:
    """A batch as padded ids (n, t), marks (n, t, hints) and mask (n, t)."""
    longest = max(len(item.ids) for item, _ in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    marks = torch.zeros(len(batch), longest, HINTS)
    mask = torch.zeros(len(batch), longest)
    for row, (item, told) in enumerate(batch):
        ids[row, : len(item.ids)] = torch.tensor(item.ids)
        mask[row, : len(item.ids)] = 1
        if told and item.marks:
            at = torch.tensor(item.marks)
            marks[row, at[:, 0], at[:, 1]] = 1
    return ids, marks, mask


def batch_losses(net: Tagger, batch: Sequence[tuple[Item, bool]]) -> tuple[Tensor, Tensor]:
    """Mean losses of the tags (by piece) and of the links (by link)."""
    ids, marks, mask = tensors(batch)
    scores, links = net(ids, marks, mask)
    gold = torch.full(ids.shape, -100)
    for row, (item, _) in enumerate(batch):
        gold[row, : len(item.ids)] = torch.tensor(tag_numbers(item))
    tags = functional.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=-100)
    found = [
        loss for row, (item, told) in enumerate(batch) for loss in link_losses(net, links[row], item, told)
    ]
    return tags, torch.stack(found).mean() if found else tags.new_zeros(())


def tag_numbers(item: Item) -> list[int]:
    """The gold tag of every piece: 0 outside, then begin and inside of each role."""
    out = [0] * len(item.ids)
    for role, first, last, _ in sorted(item.gold, key=lambda part: (part[1], part[2], part[0])):
        free = [n for n in range(first, last + 1) if out[n] == 0]
        for n in free:
            out[n] = 2 * role + (1 if n == free[0] else 2)
    return out


def link_losses(net: Tagger, links: Tensor, item: Item, told: bool) -> Iterator[Tensor]:
    """Content to its cue, and each cue to its source or to none; *links* (t, l) are those of the window."""
    cues = [part for part in item.gold if part[0] == CUE]
    if not cues:
        return
    places = [part[1:3] for part in cues]
    number = {part[3]: n for n, part in enumerate(cues)}
    contents = [part for part in item.gold if part[0] == CONTENT and part[3] in number]
    if contents and len(cues) > 1:
        agree = agreement(item, CONTENT, [p[1:3] for p in contents], places, told)
        scores = net.link_scores(links, 0, [p[1:3] for p in contents], places, agree)
        target = torch.tensor([number[part[3]] for part in contents])
        yield from functional.cross_entropy(scores, target, reduction="none")
    sources = sorted({(part[1], part[2]) for part in item.gold if part[0] == SOURCE})
    of = {part[3]: sources.index((part[1], part[2])) + 1 for part in item.gold if part[0] == SOURCE}
    scores = net.none_scores(links, places)[:, None]
    if sources:
        agree = agreement(item, SOURCE, sources, places, told)
        scores = torch.cat([scores, net.link_scores(links, 1, sources, places, agree).T], dim=1)
    target = torch.tensor([of.get(part[3], 0) for part in cues])
    yield from functional.cross_entropy(scores, target, reduction="none")


def agreement(
    item: Item, role: int, parts: Sequence[Sequence[int]], cues: Sequence[Sequence[int]], told: bool
) -> Tensor:
    """1 where one draft of the rules holds both part and cue, shape (parts, cues)."""
    if not told:
        return torch.zeros(len(parts), len(cues))
    drafts = [touched(item.rules, role, part) for part in parts]
    of_cue = [touched(item.rules, CUE, cue) for cue in cues]
    return torch.tensor([[float(bool(a & b)) for b in of_cue] for a in drafts])


def touched(rules: Sequence[Sequence[int]], role: int, place: Sequence[int]) -> set[int]:
    """Numbers of the drafts with a part in *role* that overlaps *place*."""
    return {part[3] for part in rules if part[0] == role and part[1] <= place[1] and place[0] <= part[2]}


@torch.no_grad()
def losses(net: Tagger, items: Sequence[Item]) -> tuple[float, float]:
    """Mean losses over *items*, without anything dropped out."""
    net.eval()
    found: list[Any] = []
    for start in range(0, len(items), 16):
        found.append([float(x) for x in batch_losses(net, [(i, True) for i in items[start : start + 16]])])
    return tuple(sum(column) / len(found) for column in zip(*found, strict=True))  # type: ignore[return-value]


if __name__ == "__main__":
    sys.exit(main())
