"""Where models live: one folder, each model read when first asked for."""

from __future__ import annotations

from pathlib import Path

from marsad.models.crf import Crf
from marsad.models.linear import LinearModel
from marsad.models.network import Network
from marsad.models.tagger import Tagger
from marsad.models.trees import Trees

SHIPPED = Path(__file__).parent / "data"


class Models:
    """The models of one folder (by default those that ship). A model that is not there is `None`: its step does without."""

    __slots__ = ("_crfs", "_curves", "_linears", "_networks", "_taggers", "_trees", "directory")

    def __init__(self, directory: Path | None = None) -> None:
        self.directory = directory or SHIPPED
        self._linears: dict[str, LinearModel | None] = {}
        self._crfs: dict[str, Crf | None] = {}
        self._networks: list[Network | None] = []
        self._taggers: list[Tagger | None] = []
        self._trees: dict[str, Trees | None] = {}
        self._curves: dict[str, tuple[float, float]] | None = None

    def linear(self, name: str) -> LinearModel | None:
        """The logistic regression `name`.tsv."""
        if name not in self._linears:
            path = self.directory / f"{name}.tsv"
            self._linears[name] = LinearModel.read(path) if path.is_file() else None
        return self._linears[name]

    def crf(self, name: str) -> Crf | None:
        """The conditional random field `name`.npz."""
        if name not in self._crfs:
            path = self.directory / f"{name}.npz"
            self._crfs[name] = Crf.read(path) if path.is_file() else None
        return self._crfs[name]

    def trees(self, name: str) -> Trees | None:
        """The boosted trees of `name`_trees.npz."""
        if name not in self._trees:
            path = self.directory / f"{name}_trees.npz"
            self._trees[name] = Trees.read(path) if path.is_file() else None
        return self._trees[name]

    def network(self) -> Network | None:
        """The network of events of network.npz."""
        if not self._networks:
            path = self.directory / "network.npz"
            self._networks.append(Network.read(path) if path.is_file() else None)
        return self._networks[0]

    def tagger(self) -> Tagger | None:
        """The network of names of names.npz."""
        if not self._taggers:
            path = self.directory / "names.npz"
            self._taggers.append(Tagger.read(path) if path.is_file() else None)
        return self._taggers[0]

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
