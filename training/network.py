"""The network of `marsad.models.network` in PyTorch, as it learns: reports side by side with gaps between them, so that none sees another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, chain
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from marsad.models.network import ALIKE, GAPS, LINKS, SENTENCES, UNASKED, VOICES
from marsad.models.tagger import SPEECH

NARROW, WIDTH, STEPS = 64, 128, (1, 2, 4, 8)  # of words and traits; of rows; how far each convolution looks to either side
MEMBERS = 2  # networks of events that learn alone and are asked together
PARTY, SETTING, SPOKEN, VOICE = 96, 64, 64, 32  # width of the head of roles, of those of places, dates and numbers, of that of speech, and of each voice of candidates
SETTINGS = ("place", "date")
TYPES = 17
GAP = max(STEPS)  # empty tokens between two reports
FEWEST_WORDS, FEWEST_TRAITS, FEWEST_PIECES = 4, 3, 8  # times that a word, words that have a trait, or a piece of letters, come to be learned
OUT_WORD, OUT_TOKEN, OUT_SIGHT = 0.1, 0.05, 0.2  # of words, of tokens, and of what is seen of candidates, that are hidden while it learns


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
        self.gates = nn.ModuleList([nn.Linear(WIDTH, WIDTH) for _ in STEPS])
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
        for norm, convolution, gate, step in zip(self.norms, self.convolutions, self.gates, STEPS, strict=True):
            y = norm(x) * real
            none = torch.zeros(step, WIDTH)
            about = torch.cat([torch.cat([none, y[:-step]]), y, torch.cat([y[step:], none])], -1)
            x = x + self.drop(convolution(about) * torch.sigmoid(gate(y)))
        return self.last(x)

    def arrays(self, vocabulary: Vocabulary) -> dict[str, Any]:
        """What a network's file holds of it: weights of words and traits as bytes with a step each, others in half precision. A word's vector
        takes in those of its traits, so that they are needed for words alone that have none."""
        out: dict[str, Any] = {"steps": np.array(STEPS)}
        traits = self.traits.weight.detach().numpy()
        words = self.own.weight[1:].detach().numpy() + np.stack([traits[list(vocabulary.of[w])].sum(0) for w in vocabulary.words])
        for key, whole in (("word", words), ("trait", traits)):
            steps = np.maximum(np.abs(whole).max(1), 1e-6) / 127
            out[f"{key}_bytes"], out[f"{key}_steps"] = np.round(whole / steps[:, None]).astype(np.int8), steps.astype(np.float32)
        for n, (norm, convolution, gate) in enumerate(zip(self.norms, self.convolutions, self.gates, strict=True)):
            out |= {f"scale_{n}": half(norm.weight), f"shift_{n}": half(norm.bias), f"weight_{n}": half(convolution.weight.T), f"bias_{n}": half(convolution.bias)}
            out |= {f"gate_{n}_weight": half(gate.weight.T), f"gate_{n}_bias": half(gate.bias)}
        return out | layers({"input": self.input}) | {"scale": half(self.last.weight), "shift": half(self.last.bias)}


class Setting(nn.Module):
    """Where, or when, an event was: a score for each place or date about it, and one for none."""

    def __init__(self) -> None:
        super().__init__()
        self.event, self.other = nn.Linear(WIDTH, SETTING), nn.Linear(2 * WIDTH, SETTING)
        self.gap, self.sentence = nn.Embedding(2 * GAPS + 1, SETTING), nn.Embedding(2 * SENTENCES + 1, SETTING)
        for table in (self.gap, self.sentence):
            nn.init.normal_(table.weight, std=0.1)
        self.fits, self.none = nn.Linear(SETTING, 1), nn.Linear(WIDTH, 1)
        self.drop = nn.Dropout(0.2)

    def forward(self, found: Tensor, p: Tensor) -> Tensor:
        """Scores of pairs. Columns of `p`: trigger, first and last word of the other, gap, sentence; of none, for one with first word -1."""
        z = self.event(found[p[:, 0]]) + self.other(torch.cat([found[p[:, 1].clamp(min=0)], found[p[:, 2].clamp(min=0)]], -1))
        z = z + self.gap(p[:, 3]) + self.sentence(p[:, 4])
        scores = self.fits(self.drop(torch.relu(z)))[:, 0]
        return torch.where(p[:, 1] < 0, self.none(found[p[:, 0]])[:, 0], scores)


class Beside(nn.Module):
    """Candidates of one report weighed beside one another: each asks all others that may be events what they say of it."""

    def __init__(self) -> None:
        super().__init__()
        self.ask, self.key, self.say = (nn.Linear(WIDTH, VOICES * VOICE) for _ in range(3))
        self.out = nn.Linear(VOICES * VOICE, WIDTH)
        self.heed = nn.Parameter(torch.zeros(ALIKE, VOICES))
        self.tell = nn.Parameter(torch.randn(ALIKE, VOICES * VOICE) * 0.05)
        self.likely, self.kind = nn.Parameter(torch.full((VOICES,), 0.3)), nn.Parameter(torch.ones(VOICES))
        self.norm, self.again, self.verdict = nn.LayerNorm(WIDTH), nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, TYPES)
        self.drop = nn.Dropout(0.3)

    def forward(self, rows: Tensor, first: Tensor, alike: Sequence[Tensor]) -> tuple[Tensor, list[Tensor]]:
        """Margins of each type and none; and for each report, (n, n + 1), the log shares that a candidate (row) gives to each other as the one
        whose event it tells again, the last to nobody: those of the first voice. `rows` of the candidates of some reports, `first` the margins
        by each alone; for each report how any two stand to each other (`marsad.models.network.alike`)."""
        shares = torch.log_softmax(first.detach(), 1)
        odds = torch.log1p(-torch.exp(shares[:, -1]).clamp(max=1 - 1e-6)) - shares[:, -1]
        types = torch.exp(shares[:, :-1]) / torch.exp(shares[:, :-1]).sum(1, keepdim=True)
        asked, keys, said = self.ask(rows), self.key(rows), self.say(rows)
        heard, links, low = [], [], 0
        for how in alike:
            n = len(how)
            s = slice(low, low + n)
            low += n
            q, k, v = (x[s].view(n, VOICES, VOICE) for x in (asked, keys, said))
            scores = torch.einsum("ihd,jhd->ijh", q, k) / VOICE**0.5 + self.heed[how]
            scores = scores + (types[s] @ types[s].T)[:, :, None] * self.kind + odds[s].clamp(-6, 6)[None, :, None] * self.likely
            silent = (odds[s] < UNASKED)[None, :].expand(n, n) | torch.eye(n, dtype=torch.bool)
            scores = torch.cat([scores.masked_fill(silent[:, :, None], -1e4), torch.zeros(n, 1, VOICES)], 1)  # the last: nobody
            links.append(torch.log_softmax(scores[:, :, LINKS], 1))
            shares_ = torch.softmax(scores, 1)[:, :-1]
            told = torch.einsum("ijh,jhd->ihd", shares_, v) + torch.einsum("ijh,ijhd->ihd", shares_, self.tell[how].view(n, n, VOICES, VOICE))
            heard.append(told.reshape(n, -1))
        y = self.norm(rows + self.drop(self.out(torch.cat(heard))))
        return self.verdict(self.drop(torch.relu(self.again(self.drop(y))))), links


class Reader(nn.Module):
    """The encoder with marks on its words and the heads that read events and parts."""

    def __init__(self, words: int, traits: int, names: dict[str, Sequence[str]], drop: float = 0.3) -> None:
        super().__init__()
        self.encoder = Encoder(words, traits, drop)
        self.marks, self.sights, self.named = _names(names["marks"], WIDTH), _names(names["sights"], WIDTH), _names(names["parts"], PARTY)
        self.drop = nn.Dropout(drop)
        self.event = nn.Linear(2 * WIDTH + TYPES - 1, WIDTH)
        self.beside = Beside()
        self.label, self.mode = (nn.Linear(WIDTH, len(names[key])) for key in ("types", "modes"))
        self.trigger, self.party = nn.Linear(WIDTH, PARTY), nn.Linear(2 * WIDTH, PARTY)
        self.gap, self.sentence = nn.Embedding(2 * GAPS + 1, PARTY), nn.Embedding(2 * SENTENCES + 1, PARTY)
        for table in (self.gap, self.sentence):
            nn.init.normal_(table.weight, std=0.1)
        self.inner, self.role = nn.Linear(PARTY, PARTY), nn.Linear(PARTY, len(names["roles"]))
        self.number, self.measure = nn.Linear(2 * WIDTH, SETTING), nn.Linear(SETTING, len(names["measures"]))
        self.settings = nn.ModuleDict({kind: Setting() for kind in SETTINGS})

    def found(self, b: Batch, marks: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
        """Words in their surroundings, and their bare rows."""
        x = self.encoder.rows(b)
        if self.training:
            x = torch.where((torch.rand(len(x)) < OUT_TOKEN)[:, None], self.encoder.hidden[None], x)
        x = self.drop(x + self.marks(*_bags(marks)))
        return self.drop(self.encoder.run(x, b.real)), x

    def candidates(self, found: Tensor, rows: Tensor, at: Tensor, given: Tensor, sights: Sequence[Sequence[int]]) -> Tensor:
        """What is read of candidates; sometimes, while it learns, by their words alone, so that these can be asked first."""
        z = self.event(torch.cat([found[at], rows[at], given], -1))
        close = self.sights(*_bags(sights))
        if self.training:
            close = close * (torch.rand(len(close)) >= OUT_SIGHT)[:, None]
        return torch.relu(z + close)

    def parts(self, found: Tensor, p: Tensor, marks: Sequence[Sequence[int]]) -> Tensor:
        """Margins of each role. Columns of `p`: trigger, first and last word of the party, gap, sentence."""
        z = self.trigger(found[p[:, 0]]) + self.party(torch.cat([found[p[:, 1]], found[p[:, 2]]], -1))
        z = z + self.gap(p[:, 3]) + self.sentence(p[:, 4]) + self.named(*_bags(marks))
        return self.role(self.drop(torch.relu(self.inner(self.drop(torch.relu(z))))))

    def measures(self, found: Tensor, first: Tensor, noun: Tensor) -> Tensor:
        """Margins of what numbers measure, or none."""
        return self.measure(self.drop(torch.relu(self.number(torch.cat([found[first], found[noun]], -1)))))

    def arrays(self, names: dict[str, Sequence[str]], vocabulary: Vocabulary) -> dict[str, Any]:
        """What a member's file holds."""
        out = self.encoder.arrays(vocabulary) | {key: np.array("\n".join(some)) for key, some in names.items()}
        tables = {"mark": self.marks, "sight": self.sights, "part": self.named, "gap": self.gap, "sentence": self.sentence}
        out |= {f"{key}_rows": half(table.weight) for key, table in tables.items()}
        heads = {
            "event": self.event, "type": self.label, "mode": self.mode, "trigger": self.trigger,
            "party": self.party, "inner": self.inner, "role": self.role, "number": self.number, "measure": self.measure,
        }  # fmt: skip
        beside = self.beside
        heads |= {"ask": beside.ask, "key": beside.key, "say": beside.say, "heard": beside.out, "again": beside.again, "verdict": beside.verdict}
        out |= {"heed": half(beside.heed), "tell": half(beside.tell), "likely": half(beside.likely), "kind": half(beside.kind)}
        out |= {"beside_scale": half(beside.norm.weight), "beside_shift": half(beside.norm.bias)}
        for kind, head in self.settings.items():
            heads |= {f"{kind}_event": head.event, kind: head.other, f"{kind}_fits": head.fits, f"{kind}_none": head.none}
            out |= {f"{kind}_gap_rows": half(head.gap.weight), f"{kind}_sentence_rows": half(head.sentence.weight)}
        return out | layers(heads)


class Namer(nn.Module):
    """The encoder with marks on its words and the heads that say which words are names, and which have a part in speech."""

    def __init__(self, words: int, traits: int, marks: Sequence[str], labels: Sequence[str], drop: float) -> None:
        super().__init__()
        self.encoder = Encoder(words, traits, drop)
        self.marks, self.drop = _names(marks, WIDTH), nn.Dropout(drop)
        self.hidden, self.label = nn.Linear(2 * WIDTH, WIDTH), nn.Linear(WIDTH, len(labels))
        self.spoken, self.speech = nn.Linear(2 * WIDTH, SPOKEN), nn.Linear(SPOKEN, len(SPEECH))

    def forward(self, b: Batch, marks: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
        """Margins of each label, and of each part in speech, one row a token (and gaps)."""
        x = self.encoder.rows(b)
        if self.training:
            x = torch.where((torch.rand(len(x)) < OUT_TOKEN)[:, None], self.encoder.hidden[None], x)
        x = self.drop(x + self.marks(*_bags(marks)))
        found = self.drop(self.encoder.run(x, b.real))
        both = torch.cat([found, x], -1)
        return self.label(self.drop(torch.relu(self.hidden(both)))), self.speech(self.drop(torch.relu(self.spoken(both))))

    def arrays(self, vocabulary: Vocabulary) -> dict[str, Any]:
        """What the file holds, but for its names."""
        heads = {"hidden": self.hidden, "label": self.label, "spoken": self.spoken, "speech": self.speech}
        return self.encoder.arrays(vocabulary) | layers(heads) | {"mark_rows": half(self.marks.weight)}


def one_round(model: nn.Module, optimiser: torch.optim.Optimizer, schedule: Any, batches: Sequence[Any], loss_of: Callable[[Any], Tensor]) -> float:
    """Let a model learn from some batches, one step each; the mean loss."""
    total = 0.0
    for some in batches:
        loss = loss_of(some)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        total += loss.item()
    return total / max(1, len(batches))


def half(t: Tensor) -> np.ndarray:
    return t.detach().numpy().astype(np.float16)


def layers(some: dict[str, nn.Linear]) -> dict[str, np.ndarray]:
    """The weights and biases of some layers by their names."""
    return {f"{key}_{part}": half(t) for key, layer in some.items() for part, t in (("weight", layer.weight.T), ("bias", layer.bias))}


def _names(names: Sequence[str], width: int) -> nn.EmbeddingBag:
    table = nn.EmbeddingBag(len(names), width, mode="sum")
    nn.init.normal_(table.weight, std=0.03)
    return table


def _bags(groups: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    starts = list(accumulate((len(group) for group in groups[:-1]), initial=0))
    return torch.tensor(list(chain.from_iterable(groups)), dtype=torch.long), torch.tensor(starts[: len(groups)], dtype=torch.long)
