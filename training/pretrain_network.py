"""Teach the networks which word stands in a gap: all reports of the news corpus but the bench's, no coding.

usage: python training/pretrain_network.py

Writes build/folds/words.pt, from which train_tagger.py and train_network.py go on. Needs PyTorch. A quarter of an hour on two cores.
"""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from collections.abc import Iterator

import torch
from torch import nn

from folds import BUILD, ROOT, gold
from marsad.lexicon import load
from marsad.mentions.word_traits import seen_as, traits
from marsad.text.document import read
from network import FEWEST_PIECES, FEWEST_TRAITS, FEWEST_WORDS, WIDTH, Encoder, Vocabulary, batch

WORDS = BUILD / "words.pt"
CORPUS = ROOT.parent / "shared" / "corpus"
ROUNDS, TOGETHER, LONGEST = 9, 8, 700  # epochs, reports in a step, words of a report
HIDDEN, LEFT, ASKED = 0.18, 0.1, 12_000  # share of words that are asked for, share of those left in sight, how many words may be asked for
SHORTEST = 20  # words of a report that is worth reading
RATE = 2.5e-3


def texts() -> Iterator[list[str]]:
    """Every report of the corpus that the bench does not code, as words."""
    bench = {raw["text"][:200] for raw in gold()}
    seen = set()
    for name in ("conflict", "general"):
        with gzip.open(CORPUS / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                text = json.loads(line)["text"][:20_000]
                if text[:200] not in bench and text not in seen:
                    seen.add(text)
                    words = [seen_as(t) for t in read(text).tokens]
                    if len(words) > SHORTEST:
                        yield words


def vocabulary_of(reports: list[list[str]]) -> tuple[Vocabulary, list[str]]:
    """The words and traits that come often enough; and the words that may be asked for."""
    lexicon = load()
    counts = Counter(w for words in reports for w in words)
    named = {w: traits(lexicon, w) for w in counts}
    having = Counter(t for w, some in named.items() if counts[w] > 1 for t in some)
    known = {t: n for n, t in enumerate(sorted(t for t, n in having.items() if n >= (FEWEST_PIECES if t[0] == "g" else FEWEST_TRAITS)))}
    common = [w for w, n in sorted(counts.items(), key=lambda x: (-x[1], x[0])) if n >= FEWEST_WORDS]
    words = {w: n for n, w in enumerate(common, 1)}
    return Vocabulary(words, known, {w: [known[t] for t in some if t in known] for w, some in named.items()}), common[:ASKED]


def main() -> None:
    torch.manual_seed(0)
    random.seed(0)
    reports = list(texts())
    vocabulary, asked = vocabulary_of(reports)
    answer = {w: n for n, w in enumerate(asked)}
    encoder = Encoder(len(vocabulary.words), len(vocabulary.traits), drop=0.1)
    head = nn.Sequential(nn.Linear(WIDTH, WIDTH // 2), nn.ReLU(), nn.LayerNorm(WIDTH // 2), nn.Linear(WIDTH // 2, len(asked)))
    weights = [*encoder.parameters(), *head.parameters()]
    steps = ROUNDS * (len(reports) // TOGETHER)
    optimiser = torch.optim.AdamW(weights, lr=RATE, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps + 1, pct_start=0.1)
    for epoch in range(ROUNDS):
        random.shuffle(reports)
        encoder.train()
        total = count = 0.0
        for k in range(0, len(reports) - TOGETHER + 1, TOGETHER):
            some = [words[:LONGEST] for words in reports[k : k + TOGETHER]]
            b = batch(vocabulary, some)
            targets = torch.full((len(b.at),), -1)
            for offset, words in zip(b.offsets, some, strict=True):
                targets[offset : offset + len(words)] = torch.tensor([answer.get(w, -1) for w in words])
            gone = (torch.rand(len(targets)) < HIDDEN) & (targets >= 0)
            blank = gone & (torch.rand(len(targets)) >= LEFT)
            x = torch.where(blank[:, None], encoder.hidden[None], encoder.rows(b))
            loss = nn.functional.cross_entropy(head(encoder.run(x, b.real)[gone]), targets[gone])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(weights, 1.0)
            optimiser.step()
            schedule.step()
            total, count = total + loss.item() * int(gone.sum()), count + int(gone.sum())
        print(f"round {epoch + 1} of {ROUNDS}: loss {total / count:.3f}", flush=True)
    BUILD.mkdir(parents=True, exist_ok=True)
    torch.save({"encoder": encoder.state_dict(), "words": list(vocabulary.words), "traits": list(vocabulary.traits)}, WORDS)


if __name__ == "__main__":
    main()
