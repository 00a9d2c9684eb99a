"""What tests share: things from outside the checkout, which skip by name where they are missing and fail where CI=true."""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parent.parent


def missing(what: str) -> NoReturn:
    """Skip the test that needs ``what``; on CI, where it has to be there, fail it."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing, and CI=true", pytrace=False)
    pytest.skip(f"needs {what}")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the checkout with the bench and the corpus: real reports, never committed."""
    path = ROOT.parent / "shared"
    if not (path / "bench" / "gold").is_dir():
        missing("../shared (bench and corpus)")
    return path


@pytest.fixture(scope="session")
def chromium() -> str:
    """Debian's Chromium, for looking at pages."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        missing("Chromium (apt-get install chromium)")
    return path
