"""The scripts and styles for the browser, which ``make front`` builds; without them pages are plain HTML."""

from __future__ import annotations

from pathlib import Path

from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

#: What is built. The wheel contains it, the source tree does not.
FOLDER = Path(__file__).parent / "static"


def is_front_built() -> bool:
    """Return whether there is anything for the browser."""
    # The notices are written last.
    return (FOLDER / "NOTICES.txt").is_file()


class _Files(StaticFiles):
    async def check_config(self) -> None:
        """Let a folder be missing: without what is built, there is no file."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a file, which browsers ask for again: after an update it is another one."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "no-cache"
        return response


ROUTES = (Mount("/static", _Files(directory=FOLDER, check_dir=False)),)
