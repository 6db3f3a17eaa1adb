"""What the pages of ``docs/`` say is so."""

from __future__ import annotations

import doctest
import re
import runpy
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, SEEDS
from pygments.lexers import get_all_lexers

from kg.authoring.document import parse_yaml
from kg.authoring.formats import ClaimEntry, json_schema
from kg.authoring.read import read_knowledge
from kg.cli import run
from kg.intake.limits import Limits
from kg.relations import Rule, rules
from kg.report.markdown import escape_markdown
from kg.resources import ontology_file

PAGES = ROOT / "docs" / "rules"
TUTORIAL = ROOT / "docs" / "tutorial.md"
#: A new key has another fingerprint each time.
FINGERPRINT = re.compile(r"[0-9a-f]{4}(?: [0-9a-f]{4}){15}")
EXAMPLE = " ".join(["1a2b", "3c4d", "5e6f", "7081"] * 4)
GENERATOR = runpy.run_path(str(ROOT / "docs" / "build_rules.py"))


def read_pages(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in folder.iterdir()}


def test_the_pages_of_the_rules_are_what_is_written_from_them(request: pytest.FixtureRequest) -> None:
    pages = GENERATOR["build_pages"]()
    if request.config.getoption("--update-golden"):
        GENERATOR["write_pages"](pages)
    assert read_pages(PAGES) == pages


def test_the_page_of_terms_is_what_is_written_from_the_ontology(request: pytest.FixtureRequest) -> None:
    text = runpy.run_path(str(ROOT / "docs" / "build_terms.py"))["build_terms"]()
    page = ROOT / "docs" / "terms.md"
    if request.config.getoption("--update-golden"):
        page.write_text(text, encoding="utf-8")
    assert page.read_text("utf-8") == text
    terms = re.findall(r"^### cv:(\S+)$", text, re.M)
    assert len(terms) == len(set(terms)) == ontology_file().read_text("utf-8").count("rdfs:isDefinedBy")


def test_the_page_of_formats_is_what_is_written_from_the_models(request: pytest.FixtureRequest) -> None:
    generator = runpy.run_path(str(ROOT / "docs" / "build_formats.py"))
    text, page = generator["build_formats"](), ROOT / "docs" / "formats.md"
    if request.config.getoption("--update-golden"):
        page.write_text(text, encoding="utf-8")
    assert page.read_text("utf-8") == text
    told = set(re.findall(r"^\| `(\w+)` \|", text, re.M))
    assert {name.rpartition(".")[2] for name in generator["_MEANINGS"]} <= told


def test_what_people_are_told_to_write_can_be_read(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "writing.md").read_text("utf-8")
    claims, register = re.findall(r"```yaml\n(.*?)```", page, re.S)
    (tmp_path / "register.yaml").write_text(register, encoding="utf-8")
    assert set(parse_yaml(register, "writing.md").value) == set(json_schema("register")["properties"])
    read = read_knowledge([tmp_path]).register
    assert read.entries["gunmen"].unidentified and list(read.standpoints) == ["baku"]
    (claim,) = parse_yaml(claims, "writing.md").value
    (quote,) = ClaimEntry.model_validate(claim).quote
    assert quote.text in (SEEDS / "karabakh-2020-10-04" / "article.fa.txt").read_text("utf-8")


def test_pages_of_rules_that_are_gone_are_removed(tmp_path: Path) -> None:
    (tmp_path / "gone.md").touch()
    GENERATOR["write_pages"]({"one.md": "one\n"}, tmp_path)
    assert read_pages(tmp_path) == {"one.md": "one\n"}


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_every_rule_has_a_page_with_a_story_in_which_it_applies(rule: Rule) -> None:
    text = (PAGES / f"{rule.name}.md").read_text("utf-8")
    for part in (rule.problem, rule.condition, rule.example, rule.dissolves):
        assert escape_markdown(part) in text
    assert f"rule {rule.name}, version {rule.version}" in text or "one voice: " in text


def test_the_tutorial_tells_what_happens(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.chdir(tmp_path)

    def follow(block: re.Match[str]) -> str:
        """Do what a reader does with a block, and return it with what then is shown."""
        _, file, text = block.groups()
        if file:
            Path(file).parent.mkdir(parents=True, exist_ok=True)
            Path(file).write_text(text, encoding="utf-8")
            return block[0]
        told = ""
        for line in re.findall(r"^\$ kg .*", text, re.M):
            code = run(line.split()[2:])
            shown = capfd.readouterr()
            assert (code == 0) == ("error: " not in shown.err), shown.err
            told += f"{line}\n{shown.out}{shown.err}"
        return f"```console\n{FINGERPRINT.sub(EXAMPLE, told)}```"

    page = TUTORIAL.read_text("utf-8")
    told = re.sub(r'```(console|yaml|text)(?: title="([^"]+)")?\n(.*?)```', follow, page, flags=re.S)
    if request.config.getoption("--update-golden"):
        TUTORIAL.write_text(told, "utf-8")
    assert TUTORIAL.read_text("utf-8") == told


def test_the_page_on_notebooks_tells_what_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    (tmp_path / "seeds").symlink_to(SEEDS)
    made: Any = InteractiveShell
    shell = made(config=Config({"HistoryManager": {"enabled": False}}))
    page = (ROOT / "docs" / "notebook.md").read_text("utf-8")
    failures: list[str] = []
    for language, text in re.findall(r"```(\w+)\n(.*?)```", page, re.S):
        if language == "ipython":
            shell.run_cell(text).raise_error()
        else:
            assert language == "pycon"
            test = doctest.DocTestParser().get_doctest(text, shell.user_ns, "notebook.md", None, None)
            doctest.DocTestRunner().run(test, out=failures.append, clear_globs=False)
            shell.user_ns.update(test.globs)
    assert failures == []
    assert len(shell.user_ns["denied"]) == 1


def test_every_page_is_reached_and_no_link_leads_nowhere() -> None:
    found = [ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
    for page in found:
        for link in re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", page.read_text("utf-8")):
            path = (page.parent / link).resolve()
            assert path.exists(), f"{page.relative_to(ROOT)}: {link}"
            if path.suffix == ".md" and path not in found:
                found.append(path)
    assert set((ROOT / "docs").rglob("*.md")) <= set(found)


def test_every_page_is_on_the_site() -> None:
    folder = ROOT / "docs"
    listed = re.findall(r"^   ([a-z]+)$", (folder / "index.rst").read_text("utf-8"), re.M)
    pages = [path.stem for pattern in ("*.md", "*.rst") for path in folder.glob(pattern)]
    assert sorted(listed) == sorted({*pages} - {"index"})


def test_the_site_can_be_built() -> None:
    """It is built by Sphinx, which is not here: no module twice, no language of an example unknown to it."""
    modules = re.findall(r"^\.\. automodule:: (\S+)$", (ROOT / "docs" / "api.rst").read_text("utf-8"), re.M)
    assert len(modules) == len(set(modules)) > 10
    known = {alias for _, aliases, *_ in get_all_lexers(plugins=False) for alias in aliases}
    known |= set(re.findall(r'"(\w+)": TextLexer', (ROOT / "docs" / "conf.py").read_text("utf-8")))
    fences = {
        name
        for page in (ROOT / "docs").rglob("*.md")
        for name in re.findall(r"^```(\w+)", page.read_text("utf-8"), re.M)
    }
    assert fences <= known


def test_every_limit_is_told_with_its_default() -> None:
    rows = re.findall(
        r"^\| `(KG_MAX_\w+)` \| ([\d,]+) \|", (ROOT / "docs" / "partners.md").read_text("utf-8"), re.M
    )
    told = {name: int(number.replace(",", "")) for name, number in rows}
    limits = {f"KG_MAX_{field.name.removeprefix('max_').upper()}": field.default for field in fields(Limits)}
    assert told == limits


def test_the_readme_is_short() -> None:
    assert (ROOT / "README.md").read_text("utf-8").count("\n") < 150
