"""The notebooks run from top to bottom, wherever one starts them, and are committed as if never run."""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

import kg

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
EVERY = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)

#: How many assertions a notebook has at least.
FEWEST = 12


def cells(path: Path, type: str) -> list[Mapping[str, Any]]:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    return [cell for cell in notebook["cells"] if cell["cell_type"] == type]


def asserts(cell: Mapping[str, Any]) -> int:
    text = "".join(line for line in cell["source"] if not line.startswith("%"))
    tree = ast.parse("" if cell["source"][0].startswith("%%") else text)
    return sum(isinstance(node, ast.Assert) for node in ast.walk(tree))


def test_there_are_notebooks() -> None:
    assert [path.stem[:2] for path in NOTEBOOKS] == [f"{number:02}" for number in range(1, 8)]


@EVERY
def test_it_is_committed_without_outputs(path: Path) -> None:
    code = cells(path, "code")
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    assert all(cell["metadata"] == {} for cell in code)


@EVERY
def test_its_bytes_say_nothing_of_where_it_was_written(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    notebook = json.loads(text)
    assert text == json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert notebook["metadata"] == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    names = [cell["id"] for cell in notebook["cells"]]
    assert len(set(names)) == len(names)
    # What Jupyter makes up are eight hexadecimal digits; ours are words.
    assert all(name.replace("-", "").isalpha() and name.islower() for name in names)


@EVERY
def test_it_asks_one_question_and_checks_its_answers(path: Path) -> None:
    title = "".join(cells(path, "markdown")[0]["source"]).splitlines()[0]
    assert title.startswith("# ")
    assert title.count("?") == 1
    code = cells(path, "code")
    assert sum(asserts(cell) for cell in code) >= FEWEST
    assert sum(asserts(cell) > 0 for cell in code) > len(code) / 2


@EVERY
def test_it_defines_no_functions_and_writes_no_html(path: Path) -> None:
    """What a notebook needs to show something, the package has."""
    for cell in cells(path, "code"):
        source = "".join(line for line in cell["source"] if not line.startswith("%"))
        if "".join(cell["source"]).startswith("%%"):
            continue
        nodes = list(ast.walk(ast.parse(source)))
        assert not [node for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)]
        assert "HTML(" not in source and "import HTML" not in source


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A shell in this process: a kernel for each notebook would take seconds to start."""
    pytest.importorskip("IPython", reason="IPython is not installed")
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    monkeypatch.setenv("MPLBACKEND", "agg")
    kg.language("en")
    made: Any = InteractiveShell
    yield made(config=Config({"HistoryManager": {"enabled": False}}))
    kg.language("en")


@pytest.mark.parametrize(
    ("path", "folder"),
    # Where one starts them makes no difference between notebooks; one will do.
    [*((path, "notebooks") for path in NOTEBOOKS), (NOTEBOOKS[0], ".")],
    ids=[*(path.stem for path in NOTEBOOKS), "from-the-root"],
)
def test_it_runs(path: Path, folder: str, shell: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("pandas", "matplotlib"):
        pytest.importorskip(module, reason=f"{module} is not installed")
    monkeypatch.chdir(ROOT / folder)
    shown = 0
    for cell in cells(path, "code"):
        ran = shell.run_cell("".join(cell["source"]))
        ran.raise_error()
        if ran.result is not None:
            data, _ = shell.display_formatter.format(ran.result)
            shown += "text/html" in data
    assert shown >= 4


@pytest.mark.slow
def test_one_runs_in_a_kernel_of_jupyter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, folder = NOTEBOOKS[0], ROOT / "notebooks"
    nbformat = pytest.importorskip("nbformat", reason="nbclient, which brings nbformat, is not installed")
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed")
    pytest.importorskip("ipykernel", reason="ipykernel, which runs notebooks, is not installed")
    from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager

    # The kernel is this Python, with the kg under test, whatever kernels and settings the machine has.
    start = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    found = {
        "PYTHONPATH": str(Path(kg.__file__).resolve().parents[1]),
        "IPYTHONDIR": str(tmp_path / "ipython"),
    }
    spec = KernelSpec(argv=start, display_name="Python 3", language="python", env=found)

    class Specs(KernelSpecManager):
        def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
            return spec

    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    nbclient.NotebookClient(
        notebook,
        timeout=60,
        km=AsyncKernelManager(kernel_spec_manager=Specs()),
        resources={"metadata": {"path": str(folder)}},
    ).execute()

    ran = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in ran] == list(range(1, len(ran) + 1))
    outputs = [output for cell in ran for output in cell.outputs]
    assert any("text/html" in output.get("data", {}) for output in outputs)
    assert not [
        output for output in outputs if output.output_type == "error" or output.get("name") == "stderr"
    ]
