"""How Sphinx builds the site: ``make docs``."""

from __future__ import annotations

from typing import Any

from pygments.lexers.special import TextLexer
from sphinx.ext.napoleon import docstring

from kg.version import __version__ as release

# What is said of a property is a sentence, in which a colon does not end the name of a type.
_docstring: Any = docstring.GoogleDocstring
_docstring._parse_attribute_docstring = _docstring._consume_to_end

project = "claim-kg"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["build_*.py"]

# Pages link to each other's headings as they do where a repository is browsed.
myst_heading_anchors = 3

autodoc_typehints = "signature"
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True, "show-inheritance": True}
add_module_names = False

html_theme = "alabaster"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_theme_options = {
    "description": "Who said what, in which words, through whom, and which statements cannot all be true",
    "font_family": "system-ui, sans-serif",
    "head_font_family": "system-ui, sans-serif",
    "page_width": "70rem",
    "sidebar_width": "15rem",
    "show_powered_by": "false",
}
html_title = f"claim-kg {release}"
html_show_copyright = False

#: Languages of examples that Pygments knows only where IPython is installed.
LEXERS = {"ipython": TextLexer}


def setup(app: Any) -> None:
    """Show what is written in these languages as it is."""
    for name, lexer in LEXERS.items():
        app.add_lexer(name, lexer)
