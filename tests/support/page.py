"""A page of HTML, read strictly."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"meta", "input", "br", "link", "img"}


class Page(HTMLParser):
    """Reads a page and insists that every element is closed where it was opened."""

    def __init__(self, text: str):
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.elements: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.text: list[tuple[str, list[tuple[str, dict[str, str | None]]]]] = []
        self.feed(text)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), (tag, attrs)
        self.elements.append((tag, dict(attrs), [name for name, _ in self.open]))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert any(name == "svg" for name, _ in self.open), tag
        self.elements.append((tag, dict(attrs), [name for name, _ in self.open]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1][0] == tag, (tag, self.open[-3:], self.getpos())
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text.append((data, list(self.open)))

    def attributes(self, name: str) -> list[str]:
        return [
            value or "" for _, attributes, _ in self.elements if (value := attributes.get(name)) is not None
        ]

    def text_in(self, **attributes: str) -> str:
        """Return the text inside elements that have all of ``attributes`` (classes by one name)."""
        wanted = {name.rstrip("_"): value for name, value in attributes.items()}
        return "".join(
            data
            for data, around in self.text
            if any(all(v in (a.get(n) or "").split() for n, v in wanted.items()) for _, a in around)
        )
