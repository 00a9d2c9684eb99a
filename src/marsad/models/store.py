"""Where models live: one folder, each model read when first asked for."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from marsad.models.crf import CrfTagger
from marsad.models.crf_file import Implied
from marsad.models.linear import LinearModel
from marsad.models.network import Network

SHIPPED = Path(__file__).parent / "data"


class Models:
    """The models of one folder (by default those that ship). A model that is not there is `None`: its step does without."""

    __slots__ = ("_crfs", "_curves", "_linears", "_networks", "directory")

    def __init__(self, directory: Path | None = None) -> None:
        self.directory = directory or SHIPPED
        self._linears: dict[str, LinearModel | None] = {}
        self._crfs: dict[str, CrfTagger | None] = {}
        self._networks: list[Network | None] = []
        self._curves: dict[str, tuple[float, float]] | None = None

    def linear(self, name: str) -> LinearModel | None:
        """The logistic regression `name`.tsv."""
        if name not in self._linears:
            path = self.directory / f"{name}.tsv"
            self._linears[name] = LinearModel.read(path) if path.is_file() else None
        return self._linears[name]

    def crf(self, name: str, implied: Implied | None = None) -> CrfTagger | None:
        """The sequence tagger `name`.crfsuite; `implied`, which of its features say others too."""
        if name not in self._crfs:
            path = self.directory / f"{name}.crfsuite"
            self._crfs[name] = CrfTagger(path, implied) if path.is_file() else None
        return self._crfs[name]

    def network(self) -> Network | None:
        """The network of network.npz."""
        if not self._networks:
            path = self.directory / "network.npz"
            self._networks.append(Network.read(path) if path.is_file() else None)
        return self._networks[0]

    def curves(self) -> dict[str, tuple[float, float]]:
        """Kind of record -> slope and shift of its calibration curve (calibration.tsv); empty where there is none."""
        if self._curves is None:
            self._curves = {}
            path = self.directory / "calibration.tsv"
            if path.is_file():
                for line in path.read_text(encoding="utf-8").splitlines():
                    if line and not line.startswith("#"):
                        kind, slope, shift = line.split("\t")
                        self._curves[kind] = (float(slope), float(shift))
        return self._curves


@lru_cache(maxsize=1)
def clusters() -> dict[str, tuple[str, str]]:
    """Folded word -> its coarse and its fine group (clusters.tsv); empty where there is none."""
    path = SHIPPED / "clusters.tsv"
    if not path.is_file():
        return {}
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line and line[0] != "#"]
    cells = "\t".join(lines).split("\t")
    coarse, fine = ({group: f"{kind}{group}" for group in set(cells[k::3])} for k, kind in ((1, "c"), (2, "f")))
    return dict(zip(cells[::3], zip(map(coarse.__getitem__, cells[1::3]), map(fine.__getitem__, cells[2::3]), strict=True), strict=True))
