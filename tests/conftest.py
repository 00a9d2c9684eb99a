"""What tests share: things from outside the checkout, which skip by name where they are missing and fail where CI=true."""

import itertools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parent.parent


def missing(what: str) -> NoReturn:
    """Skip the test that needs ``what``; on CI, where it has to be there, fail it."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing, and CI=true", pytrace=False)
    pytest.skip(f"needs {what}")


@pytest.fixture(scope="session", autouse=True)
def ctrl_c_is_heeded() -> None:
    """A shell lets what it starts in the background ignore Ctrl-C, and children inherit that: tests of Ctrl-C would wait in vain."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def break_off() -> Callable[[list[str], str, Path], tuple[int, str]]:
    """Run a command that reads standard input, press Ctrl-C once it has written to a file and had time for what it was given; its exit status
    and what it said."""

    def run(command: list[str], given: str, written: Path) -> tuple[int, str]:
        with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdin is not None
            assert process.stderr is not None
            process.stdin.write(given.encode())
            process.stdin.flush()
            deadline = time.monotonic() + 60
            while not written.exists() and time.monotonic() < deadline:
                time.sleep(0.1)
            time.sleep(2)
            process.send_signal(signal.SIGINT)
            process.wait(60)
            return process.returncode, process.stderr.read().decode()

    return run


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


@pytest.fixture(scope="session")
def needs() -> Callable[[str], None]:
    """Says that a test needs a package which only checks: the reader of a format."""

    def look(package: str) -> None:
        if find_spec(package) is None:
            missing(f"{package} (locks/dev.txt)")

    return look


_DATABASES = itertools.count(1)
_BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name) if p.parent.name.isdigit() else 0)


def _binary(name: str) -> str:
    for folder in reversed(_BINARIES):
        if (folder / name).exists():
            return str(folder / name)
    found = shutil.which(name)
    if found is None:
        missing("PostgreSQL (apt-get install postgresql)")
    return found


def _user() -> str | None:
    """Whom the server runs as: PostgreSQL refuses to be root."""
    if os.geteuid() != 0:
        return None
    names = {p.pw_name for p in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _wait(process: subprocess.Popen[bytes], url: str) -> None:
    """Until the server answers."""
    import psycopg

    for _ in range(300):
        try:
            psycopg.connect(url, connect_timeout=2).close()
            return
        except psycopg.OperationalError:
            if process.poll() is not None:
                raise
            time.sleep(0.1)
    raise TimeoutError("PostgreSQL does not answer")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL server of our own on loopback: its URL, without a database."""
    initdb, postgres, user = _binary("initdb"), _binary("postgres"), _user()
    if find_spec("psycopg") is None:
        missing("psycopg (pip install 'marsad[postgres]')")
    folder = Path(tempfile.mkdtemp(prefix="marsad-pg-"))
    if user is not None:
        shutil.chown(folder, user)
    data = folder / "data"
    command = [initdb, "-D", data, "-U", "marsad", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    subprocess.run(command, check=True, capture_output=True, user=user, cwd=folder)
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    options = [f"-cport={port}", "-clisten_addresses=127.0.0.1", f"-cunix_socket_directories={folder}", "-cfsync=off"]
    process = subprocess.Popen([postgres, "-D", data, *options], user=user, cwd=folder, stderr=subprocess.DEVNULL)
    url = f"postgresql://marsad@127.0.0.1:{port}"
    try:
        _wait(process, f"{url}/postgres")
        yield url
    finally:
        process.send_signal(signal.SIGINT)  # at once, whoever is still connected
        process.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def database(server: str) -> Callable[[], str]:
    """Makes empty databases on the server; gives their URLs."""
    import psycopg

    def make() -> str:
        name = f"t{next(_DATABASES)}"
        with psycopg.connect(f"{server}/postgres", autocommit=True) as db:
            db.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        return f"{server}/{name}"

    return make
