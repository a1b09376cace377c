"""A coder with the keyboard alone: compares the row with what the pages say, and mends what is wrong.

One policy for every event: of the choices on the screen the one with a digit, else one that typing finds, else the
words themselves; `-` where no page says it. Each key press counts as one, each letter typed too.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from msgspec import Struct, field

from bench.accuracy.matching import any_name, time_right
from bench.keys.truth import Truth
from dateline.export.report import words
from dateline.web.fields import KEYS, ROLES

Choices = list[dict[str, Any]]
CHOICES = """() => [...document.querySelectorAll('#choices > li')].map((li) => ({
  words: li.querySelector('.value').textContent, pick: li.querySelector('[value]').value,
  key: li.querySelector('[data-key]')?.dataset.key || '', checked: li.querySelector('input')?.checked || false }))"""
SHOWN = "() => document.getElementById('review').dataset.document"
BEST = "() => document.querySelector('#choices li.best .value')?.textContent || ''"


class Coder(Struct):
    """One coder at one browser page; `pressed` counts."""

    page: Any
    pressed: int = 0
    keys: list[str] = field(default_factory=list)

    def press(self, *keys: str) -> None:
        """Press keys, one after another, as fast as the screen answers."""
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1
            self.keys.append(key)
            self.still()

    def type(self, text: str) -> None:
        """Type letters into the field that has the focus."""
        self.page.keyboard.type(text)
        self.pressed += len(text)
        self.keys.append(f"“{text}”")
        self.still()

    def still(self) -> None:
        """Wait until no answer is on its way."""
        self.page.wait_for_timeout(30)
        self.page.wait_for_function("() => document.getElementById('main').ariaBusy !== 'true'")

    def accept(self) -> None:
        """Accept, and wait for the next event."""
        self.press("a")

    def mend(self, name: str, truth: Truth) -> None:
        """Set one field to what is right, by the fewest keys that the screen offers."""
        self.press(KEYS[name])
        if self.wants_nothing(name, truth):
            self.press("-")
        elif name in ("initiators", "targets"):
            self.several(truth.who if name == "initiators" else truth.whom, alone=name == "initiators" and truth.alone)
        else:
            self.one(name, lambda choice: right(name, choice, truth), typed_for(name, truth))

    def wants_nothing(self, name: str, truth: Truth) -> bool:
        """Whether the field must be empty."""
        gold = {"where": truth.where, "initiators": truth.who, "targets": truth.whom}.get(name)
        return gold == []

    def one(self, name: str, is_right: Callable[[dict[str, Any]], bool], typed: str) -> None:
        """A field with one value."""
        found = [choice for choice in self.choices() if is_right(choice)]
        keyed = [choice["key"] for choice in found if choice["key"]]
        if keyed:
            self.press(keyed[0])
        elif found and name in ("type", "status", "where"):
            self.search([choice["words"] for choice in found])
            self.press("Enter")
        else:
            if name in ("when", "killed"):
                self.press("w")
            self.type(typed)
            self.press("Enter")

    def several(self, gold: list[str] | None, *, alone: bool) -> None:
        """A field with several values: what is wrong goes, one that is right comes."""
        choices, wanted = self.choices(), gold or []
        right_ones = [choice for choice in choices if any_name(wanted, [choice["words"]])]
        for choice in choices:
            if alone and choice["checked"] and choice not in right_ones:
                self.toggle(choice)
        if not any(choice["checked"] for choice in right_ones):
            keyed = [choice for choice in right_ones if choice["key"]]
            if keyed or right_ones:
                self.toggle((keyed or right_ones)[0])
            else:
                self.type(min(wanted, key=len))
        self.press("Enter")

    def toggle(self, choice: dict[str, Any]) -> None:
        """Take a choice in or out."""
        if choice["key"]:
            self.press(choice["key"])
        else:
            self.search([choice["words"]])
            self.press("Enter")

    def search(self, wanted: list[str]) -> None:
        """Type the beginning of one of some words until the list has it first."""
        target = min(wanted, key=len)
        for letter in target:
            self.type(letter)
            if self.page.evaluate(BEST) in wanted:
                return

    def choices(self) -> Choices:
        """What the open form offers."""
        found: Choices = self.page.evaluate(CHOICES)
        return found

    def take(self, name: str, sought: str, document: str, truth: Truth) -> None:
        """Set a field by the words of a story: go to the story, find the words, take them for the field."""
        while self.page.evaluate(SHOWN) != document:
            if not self.page.locator("#story-next").count():
                # The story is none of the event's any more.
                self.mend(name, truth)
                return
            self.press("j")
        self.press("f")
        self.type(sought)
        self.press("Enter", KEYS[name])
        first = next(iter(self.choices()), None)
        if first is not None and gives(name, first, truth):
            self.press("Enter")
        else:
            # The words alone do not give it: it is chosen or typed as ever.
            self.press("Escape")
            self.mend(name, truth)

    def add(self, sought: str, kind: str) -> None:
        """Add an event that was missed: find its words, say what it is."""
        self.press("f")
        self.type(sought)
        self.press("Enter", "i")
        self.search([words.type_words(kind)])
        self.press("Enter")


def gives(name: str, choice: dict[str, Any], truth: Truth) -> bool:
    """Whether a choice is right, of a field with several values too."""
    return any_name(truth.who or [], [choice["words"]]) if name in ROLES else right(name, choice, truth)


def right(name: str, choice: dict[str, Any], truth: Truth) -> bool:
    """Whether a choice is right."""
    value = json.loads(choice["pick"])["value"]
    if name == "type":
        return value in truth.types
    if name == "status":
        return value in truth.statuses
    if name == "when":
        return time_right([*(truth.when or [])], value["earliest"], value["latest"])
    if name == "where":
        return any_name(truth.where or [], [value["name"]])
    numbers = {value.get("best"), value.get("low"), value.get("high")} - {None}
    return bool(numbers & set(truth.killed)) and (value.get("best") is not None or len(numbers) == 1)


def typed_for(name: str, truth: Truth) -> str:
    """What to type where no choice is right."""
    if name == "when":
        first, last = truth.when or ["", ""]
        return first if first == last else f"{first}..{last}"
    if name == "where":
        return min(truth.where or [""], key=len)
    return f"{min(truth.killed, default=0):.0f}" if name == "killed" else truth.types[0]
