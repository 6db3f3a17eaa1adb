"""What the tests share."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
GOLDEN = Path(__file__).resolve().parent / "golden"

#: The files that a process has open, and how many more may be open before the collector is called.
OPENED = Path("/proc/self/fd")
MORE_OPENED = 300
_most_opened = [MORE_OPENED]

# What was found before, on this machine, is no business of a test.
os.environ["KG_CACHE"] = "off"
# Nor is in which language whoever runs them reads.
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("KG_LANGUAGE", None)

sys.path.insert(0, str(Path(__file__).resolve().parent))

# How long an example takes to draw or to run is no property of the program.
_USUAL = settings(
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
    database=None,
)
settings.register_profile("usual", _USUAL)
settings.register_profile("quick", _USUAL)
settings.register_profile("thorough", _USUAL, derandomize=False)
settings.load_profile("usual")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")
    parser.addoption("--quick", action="store_true", help="draw a tenth of the examples")
    parser.addoption(
        "--thorough", action="store_true", help="run the slow tests too, and draw more examples, at random"
    )


def pytest_configure(config: pytest.Config) -> None:
    # Before any test is read: what it says of its own examples is added to the profile then in force.
    for profile in ("quick", "thorough"):
        if config.getoption(f"--{profile}"):
            settings.load_profile(profile)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--thorough"):
        return
    slow = [item for item in items if item.get_closest_marker("slow")]
    items[:] = [item for item in items if not item.get_closest_marker("slow")]
    config.hook.pytest_deselected(items=slow)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test that would leave the machine."""
    import socket

    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else None
        if host is not None and host not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test tried to reach {host}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)
    yield


@pytest.fixture(autouse=True)
def _close_files() -> Iterator[None]:
    """Let go of stores that no test uses any more before too many files are open: each has dozens of them."""
    yield
    if OPENED.is_dir() and len([*OPENED.iterdir()]) > _most_opened[0]:
        gc.collect()
        _most_opened[0] = len([*OPENED.iterdir()]) + MORE_OPENED
