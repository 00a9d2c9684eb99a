"""The docs are tested: README's commands run, its example is what comes out, and every verb, option and field is written down."""

import argparse
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from marsad.cli import VERBS, parser
from marsad.lexicon.knowledge import Knowledge
from marsad.records import schema


def verbs() -> dict[str, argparse.ArgumentParser]:
    return parts(parser())


def parts(of: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    return {name: part for a in of._actions if isinstance(a, argparse._SubParsersAction) for name, part in a.choices.items()}


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_and_option_is_documented(verb: str, root: Path) -> None:
    docs = (root / "docs" / "cli.md").read_text(encoding="utf-8")
    assert f"## `marsad {verb}" in docs
    section = docs.split(f"## `marsad {verb}")[1].split("\n## ")[0]
    within = parts(verbs()[verb])
    assert [name for name in within if f"`{name} " not in section] == []
    options = [o for part in (verbs()[verb], *within.values()) for action in part._actions for o in action.option_strings]
    assert [o for o in options if f"`{o}" not in section and o not in ("-h", "--help")] == []
    assert f"marsad {verb}" in (root / "README.md").read_text(encoding="utf-8")


def test_every_field_is_documented(root: Path) -> None:
    docs = (root / "docs" / "format.md").read_text(encoding="utf-8")
    fields = {name for kind in schema()["$defs"].values() for name in kind.get("properties", {})}
    assert sorted(f for f in fields if not re.search(rf"[`\"]{f}[`\"]", docs)) == []


def test_links_lead_somewhere(root: Path) -> None:
    broken = []
    for page in (root / "README.md", *(root / "docs").rglob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            if not (page.parent / target).exists():
                broken.append(f"{page.name}: {target}")
    assert broken == []


def test_who_is_not_known_is_told(root: Path) -> None:
    """Two hundred names at least, each with what was done; what was added is there."""
    rows = re.findall(
        r"^\| ([^|]+) \| (\d+) \| (\d+) \|.*\| ([^|]+) \|$", (root / "docs" / "unlinked.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert len(rows) >= 200
    known = Knowledge.load()
    assert [row for row in rows for id in re.findall(r"`([^`]+)`", row[3]) if known.actor(id) is None] == []


def test_readme_commands_run(root: Path, tmp_path: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^    (marsad .*)$", readme, re.MULTILINE)
    assert len(commands) >= 3
    for command in commands:
        here = command.replace("samples/", f"{root}/samples/").replace("marsad", f"{sys.executable} -m marsad.cli", 1)
        run = subprocess.run(here, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert run.returncode == 0, f"{command}: {run.stderr}"
    assert (tmp_path / "coded.jsonl").exists()
    assert (tmp_path / "pages").is_dir()


def test_readme_python_runs(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", (root / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)
    out = capsys.readouterr().out
    assert "killed 7 7" in out
    assert "13500" in out
    assert "2019-04-04 2019-04-17" in out


def test_readme_example_is_what_comes_out(root: Path) -> None:
    """`python scripts/readme.py` writes it anew."""
    run = subprocess.run([sys.executable, root / "scripts" / "readme.py", "--check"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_changelog_names_this_version(root: Path) -> None:
    from importlib.metadata import version

    assert f"## {version('marsad')}" in (root / "CHANGELOG.md").read_text(encoding="utf-8")
