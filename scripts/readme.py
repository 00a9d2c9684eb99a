"""Write the example in README.md anew, or, with --check, say whether it still is what comes out."""

from __future__ import annotations

import difflib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"
BLOCK = re.compile(r"(?<=<!-- example: written by scripts/readme.py, checked by tests/test_docs.py -->\n).*?(?=<!-- end -->)", re.DOTALL)
REPORT = (
    "أعلنت وزارة الصحة أنها أحصت ما لا يقل عن 21 قتيلا و27 جريحا، بينهم تسعة مدنيين، في معارك جنوب طرابلس.\n"
    "أما المتحدث باسم الجيش الوطني أحمد المسماري فقال إن 14 جنديا قتلوا، واتهم حكومة الوفاق بقصف حي سكني أمس."
)
COMMAND = "marsad code report.txt --published 2019-04-08"


def main() -> int:
    """Run the example and put it into the README, or compare."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "report.txt").write_text(REPORT + "\n", encoding="utf-8")
        run = subprocess.run(
            [sys.executable, "-m", "marsad.cli", *COMMAND.split()[1:]],
            cwd=folder, env={**os.environ, "COLUMNS": "150"}, capture_output=True, check=True, encoding="utf-8",
        )  # fmt: skip
    block = f"```console\n$ cat report.txt\n{REPORT}\n$ {COMMAND}\n{run.stdout}```\n"
    old = README.read_text(encoding="utf-8")
    new = BLOCK.sub(lambda _: block, old)
    if "--check" not in sys.argv:
        README.write_text(new, encoding="utf-8")
        return 0
    if _told(old) == _told(new):
        return 0
    sys.stdout.writelines(difflib.unified_diff(old.splitlines(True), new.splitlines(True), "README.md", "what comes out"))
    return 1


def _told(text: str) -> str:
    """What a reader is told, whatever the width of the columns and the last digits of how sure each record is."""
    return " ".join(re.sub(r"\b[01]\.\d\d\b", "0.__", text).split())


if __name__ == "__main__":
    sys.exit(main())
