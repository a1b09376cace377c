"""Run the commands of docs/tutorial.md in order and write what they print below them; with --check, only compare.

What is run: in `console` blocks the lines after `$ `, by a shell; in `pycon` blocks the lines after `>>> `, in one
session. An output that ends with a line of three dots stays cut after as many lines. Everything happens in a folder of
its own, in which `examples/` is the repository's.

An event that the page speaks of is named in a comment, `<!-- evt-0123abcd: remote.shelling "shells struck" -->`: the
event of that type that most documents report among those with these words in their evidence. When its id has changed,
the page's mentions of it change too.
"""

from __future__ import annotations

import contextlib
import difflib
import doctest
import io
import os
import pty
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import dateline

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "tutorial.md"
CASE = Path("build/demo/talmeru")
BLOCK = re.compile(r"^```(console|pycon)\n(.*?)^```$|^<!-- (evt-[0-9a-f]{8}): ([a-z_.]+) \"(.+?)\" -->$", re.M | re.S)
COMMAND = re.compile(r"^\$ (.*(?:\\\n.*)*)$", re.M)
STYLE = re.compile(r"\x1b\[[0-9;]*m")
# The head of the custody log holds the time at which pages were added: it differs each time, and may.
DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
WIDTH = 100


def refreshed(text: str) -> str:
    """The page with what its commands print now."""
    done, session = "", dict[str, object]()
    while block := BLOCK.search(text):
        kind, body, event, type_, words = block.groups()
        done += text[: block.start()]
        rest = text[block.end() :]
        if event:
            now = event_of(type_, words)
            done += block.group().replace(event, now)
            rest = rest.replace(event, now)
        else:
            ran = shell(body) if kind == "console" else python(body, session)
            done += f"```{kind}\n{ran}```"
        text = rest
    return done + text


def shell(block: str) -> str:
    """A block of commands, each with what it prints on a terminal: first its data, then words about it."""
    parts = COMMAND.split(block)
    return "".join(
        f"$ {command}\n{settled(printed(command), shown)}"
        for command, shown in zip(parts[1::2], parts[2::2], strict=True)
    )


def settled(new: str, shown: str) -> str:
    """An output cut where the page cuts it with a line of three dots; as shown when only digests differ."""
    shown = shown.removeprefix("\n")
    kept = shown.splitlines()
    if kept[-1:] == ["..."]:
        new = "".join(f"{line}\n" for line in (*new.splitlines()[: len(kept) - 1], "..."))
    return shown if DIGEST.sub("", shown) == DIGEST.sub("", new) else new


def printed(command: str) -> str:
    """What a command prints; raises CalledProcessError when it fails."""
    here, there = pty.openpty()
    with tempfile.TemporaryFile() as said:
        running = subprocess.Popen(["sh", "-c", command], stdout=there, stderr=said, env=environment())
        os.close(there)
        out = b""
        # Linux ends a terminal whose writers are gone with an error.
        with contextlib.suppress(OSError):
            while part := os.read(here, 65536):
                out += part
        os.close(here)
        said.seek(0)
        text = (out + said.read()).decode().replace("\r\n", "\n")
        if running.wait():
            raise subprocess.CalledProcessError(running.returncode, command, text)
        lines = STYLE.sub("", text).splitlines()
        return "".join(f"{line.rstrip()}\n" for line in lines)


def environment() -> dict[str, str]:
    """This repository's `dateline` on the path, no settings but the page's, a terminal of a known width."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATELINE_", "XDG_"))}
    return kept | {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(Path.cwd()),
        "COLUMNS": str(WIDTH),
        "TERM": "xterm",
    }


def python(block: str, session: dict[str, object]) -> str:
    """A block of Python examples, each with what the interpreter prints."""
    text = ""
    for example in doctest.DocTestParser().get_examples(block):
        first, *more = example.source.splitlines()
        text += "".join((f">>> {first}\n", *(f"... {line}\n" for line in more)))
        with contextlib.redirect_stdout(io.StringIO()) as out:
            exec(compile(example.source, str(PAGE), "single"), session)
        text += out.getvalue()
    return text


def event_of(type_: str, words: str) -> str:
    """The beginning of the id of the event meant."""
    case = dateline.open(CASE, create=False)
    found = [
        event
        for event in case.events(type=type_, status="all")
        if any(words in evidence.quote for report in event.reports for evidence in case.report(report).evidence)
    ]
    if not found:
        raise SystemExit(f"{PAGE}: no event of type {type_} says {words!r}; choose other words")
    return max(found, key=lambda event: (len(event.documents), event.id)).id[:12]


def main() -> None:
    """Refresh or check the page."""
    text = PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("examples").symlink_to(ROOT / "examples")
        CASE.parent.mkdir(parents=True)
        new = refreshed(text)
    if "--check" not in sys.argv:
        PAGE.write_text(new, encoding="utf-8")
    elif new != text:
        sys.exit(f"{PAGE} shows what its commands no longer print; run: make reference\n{difference(text, new)}")


def difference(old: str, new: str) -> str:
    """The lines that differ."""
    return "\n".join(difflib.unified_diff(old.splitlines(), new.splitlines(), "shown", "printed", lineterm="", n=1))


if __name__ == "__main__":
    main()
