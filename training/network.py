"""The network of `marsad.models.network` in PyTorch, as it learns: reports side by side with gaps between them, so that none sees another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from marsad.models.network import GAPS, SENTENCES

NARROW, WIDTH, STEPS = 64, 128, (1, 2, 4, 8)  # of words and traits; of rows; how far each convolution looks to either side
PARTY = 96  # width of the role head
TYPES, ROLES = 17, 3
GAP = max(STEPS)  # empty tokens between two reports
FEWEST_WORDS, FEWEST_TRAITS, FEWEST_PIECES = 4, 3, 8  # times that a word, words that have a trait, or a piece of letters, come to be learned
OUT_WORD, OUT_TOKEN = 0.1, 0.05  # of words and of tokens that are hidden while it learns


class Vocabulary(NamedTuple):
    """Names of words and traits, and the traits of every word that comes, by number."""

    words: dict[str, int]  # from 1; 0 is a word that is read by its traits alone
    traits: dict[str, int]
    of: dict[str, Sequence[int]]


class Batch(NamedTuple):
    """Words of some reports: their numbers among the distinct words of the batch, what each of those is, which tokens are real."""

    at: Tensor
    own: Tensor
    traits: Tensor
    starts: Tensor
    real: Tensor
    offsets: list[int]  # of each report


def batch(vocabulary: Vocabulary, reports: Sequence[Sequence[str]]) -> Batch:
    """Reports side by side."""
    numbers: dict[str, int] = {"": 0}
    at: list[int] = []
    real: list[float] = []
    offsets = []
    for words in reports:
        offsets.append(len(at))
        at += [numbers.setdefault(w, len(numbers)) for w in words] + [0] * GAP
        real += [1.0] * len(words) + [0.0] * GAP
    traits: list[int] = []
    starts = []
    for word in numbers:
        starts.append(len(traits))
        traits += vocabulary.of.get(word, ())
    own = [vocabulary.words.get(w, 0) for w in numbers]
    return Batch(torch.tensor(at), torch.tensor(own), torch.tensor(traits), torch.tensor(starts), torch.tensor(real)[:, None], offsets)


class Encoder(nn.Module):
    """Words to rows, rows to rows in their surroundings."""

    def __init__(self, words: int, traits: int, drop: float) -> None:
        super().__init__()
        self.own = nn.Embedding(words + 1, NARROW, padding_idx=0)
        self.traits = nn.EmbeddingBag(traits, NARROW, mode="sum")
        nn.init.normal_(self.own.weight, std=0.1)
        nn.init.normal_(self.traits.weight, std=0.05)
        self.input = nn.Linear(NARROW, WIDTH)
        self.hidden = nn.Parameter(torch.randn(WIDTH) * 0.1)
        self.convolutions = nn.ModuleList([nn.Linear(3 * WIDTH, WIDTH) for _ in STEPS])
        self.norms = nn.ModuleList([nn.LayerNorm(WIDTH) for _ in STEPS])
        self.last = nn.LayerNorm(WIDTH)
        self.drop = nn.Dropout(drop)

    def rows(self, b: Batch) -> Tensor:
        """A row for each token, before its surroundings are looked at."""
        own = b.own
        if self.training:
            own = torch.where(torch.rand(len(own)) < OUT_WORD, torch.zeros_like(own), own)
        return self.input(self.own(own) + self.traits(b.traits, b.starts))[b.at]

    def run(self, x: Tensor, real: Tensor) -> Tensor:
        """Rows in their surroundings."""
        for norm, convolution, step in zip(self.norms, self.convolutions, STEPS, strict=True):
            y = norm(x) * real
            none = torch.zeros(step, WIDTH)
            x = x + self.drop(torch.relu(convolution(torch.cat([torch.cat([none, y[:-step]]), y, torch.cat([y[step:], none])], -1))))
        return self.last(x)


class Reader(nn.Module):
    """The encoder with marks on its words and the heads that read events and parts."""

    def __init__(self, words: int, traits: int, marks: int, kinds: int, drop: float = 0.3) -> None:
        super().__init__()
        self.encoder = Encoder(words, traits, drop)
        self.marks = nn.EmbeddingBag(marks, WIDTH, mode="sum")
        nn.init.normal_(self.marks.weight, std=0.02)
        self.drop = nn.Dropout(drop)
        self.event, self.label = nn.Linear(2 * WIDTH + TYPES - 1, WIDTH), nn.Linear(WIDTH, TYPES)
        self.trigger, self.party = nn.Linear(WIDTH, PARTY), nn.Linear(2 * WIDTH, PARTY)
        self.gap, self.sentence = nn.Embedding(2 * GAPS + 1, PARTY), nn.Embedding(2 * SENTENCES + 1, PARTY)
        self.kind, self.of_type = nn.Embedding(kinds, PARTY), nn.Embedding(TYPES, PARTY)
        for table in (self.gap, self.sentence, self.kind, self.of_type):
            nn.init.normal_(table.weight, std=0.1)
        self.part, self.role = nn.Linear(PARTY, PARTY), nn.Linear(PARTY, ROLES)

    def found(self, b: Batch, marks: Tensor, starts: Tensor) -> tuple[Tensor, Tensor]:
        """Words in their surroundings, and their bare rows."""
        x = self.encoder.rows(b)
        if self.training:
            x = torch.where((torch.rand(len(x)) < OUT_TOKEN)[:, None], self.encoder.hidden[None], x)
        x = self.drop(x + self.marks(marks, starts))
        return self.drop(self.encoder.run(x, b.real)), x

    def types(self, found: Tensor, rows: Tensor, at: Tensor, given: Tensor) -> Tensor:
        """Margins of each type and of none."""
        return self.label(self.drop(torch.relu(self.event(torch.cat([found[at], rows[at], given], -1)))))

    def parts(self, found: Tensor, p: Tensor) -> Tensor:
        """Margins of each role. Columns of `p`: trigger, first and last word of the party, gap, sentence, kind, type."""
        z = self.trigger(found[p[:, 0]]) + self.party(torch.cat([found[p[:, 1]], found[p[:, 2]]], -1))
        z = z + self.gap(p[:, 3]) + self.sentence(p[:, 4]) + self.kind(p[:, 5]) + self.of_type(p[:, 6])
        return self.role(self.drop(torch.relu(self.part(self.drop(torch.relu(z))))))

    def arrays(self, names: dict[str, Sequence[str]]) -> dict[str, Any]:
        """The file of the network: weights of words and traits as bytes with a step each, others in half precision."""

        def half(t: Tensor) -> np.ndarray:
            return t.detach().numpy().astype(np.float16)

        e = self.encoder
        out: dict[str, Any] = {key: np.array("\n".join(some)) for key, some in names.items()}
        out["steps"] = np.array(STEPS)
        for key, table in (("word", e.own.weight[1:]), ("trait", e.traits.weight)):
            whole = table.detach().numpy()
            steps = np.maximum(np.abs(whole).max(1), 1e-6) / 127
            out[f"{key}_bytes"], out[f"{key}_steps"] = np.round(whole / steps[:, None]).astype(np.int8), steps.astype(np.float32)
        for n, (norm, convolution) in enumerate(zip(e.norms, e.convolutions, strict=True)):
            out |= {f"scale_{n}": half(norm.weight), f"shift_{n}": half(norm.bias), f"weight_{n}": half(convolution.weight.T), f"bias_{n}": half(convolution.bias)}
        out |= {"scale": half(e.last.weight), "shift": half(e.last.bias), "mark_rows": half(self.marks.weight), "kind_rows": half(self.kind.weight)}
        out |= {"gap_rows": half(self.gap.weight), "sentence_rows": half(self.sentence.weight), "type_rows": half(self.of_type.weight)}
        layers = {"input": e.input, "event": self.event, "type": self.label, "trigger": self.trigger, "party": self.party, "part": self.part, "role": self.role}
        for key, layer in layers.items():
            out |= {f"{key}_weight": half(layer.weight.T), f"{key}_bias": half(layer.bias)}
        return out
