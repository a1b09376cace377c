"""Bodies of a state that are named by what they are: 'the army', 'government forces', 'the Ministry of Defence'."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from dateline.linking.people import singular
from dateline.model.document import Document
from dateline.model.mention import Place
from dateline.tables.actor_rows import NounRow
from dateline.values.names import fold

# Words beside the noun that do not change whose body it is. Editorial.
BESIDE = frozenset(
    {"of", "national", "state", "federal", "regular", "loyalist", "ground", "government", "regime", "official"}
    | {"unit", "patrol", "battalion", "brigade", "regiment", "division", "officer", "commander", "spokesman", "source"}
    | {"gun", "artillery", "gunner", "tank", "aircraft", "warplane", "jet", "helicopter", "plane", "camp", "convoy"}
)
# A force by itself may be anybody's; these words before it say whose it is.
FORCE = frozenset({"force", "aircraft", "warplane", "jet", "helicopter", "plane", "artillery"})
SAYS_WHOSE = frozenset({"armed", "air", "government", "regime"})
ANYBODYS = FORCE | frozenset({"convoy", "garrison", "commando", "ranger", "patrol", "marine", "unit", "battalion"})
DEFENCE = frozenset({"defence", "defense"})
OFFICES = frozenset({"ministry", "minister", "department"})
# Who heads a government speaks for it.
HEAD = frozenset({"prime", "minister"})
HEADS = HEAD | {"president", "premier", "vice", "deputy"}
LONGEST_MINISTRY = 6
# A navy and an air force are under the command and the ministry that the army is under.
COMMANDED = frozenset({"military", "navy", "air_force"})
GOVERNMENT = frozenset({"government", "regime", "administration", "authority", "junta", "cabinet"})


def branch_of(name: str, nouns: Mapping[str, NounRow]) -> str | None:
    """The branch of its state that a name without a country means: `military`, `police`, `government`; else None.

    'Troops' and 'government forces' are the army of the country where they act; a ministry other than that of
    defence is a body of its own (see `ministry_of`), and 'forces' alone are anybody's.
    """
    words = frozenset(singular(word) for word in fold(name).removeprefix("the ").split())
    if DEFENCE & words and OFFICES & words:
        return "military"
    if words and (
        words <= GOVERNMENT or (words <= HEADS and words != {"minister"} and not words <= {"vice", "deputy"})
    ):
        return "government"
    said = {word: nouns[word].branch or "" for word in words - ANYBODYS - GOVERNMENT - BESIDE if word in nouns}
    rest = words - said.keys() - BESIDE - GOVERNMENT - ANYBODYS - SAYS_WHOSE
    if rest:
        return None
    if said:
        branches = frozenset(said.values())
        return "military" if branches <= COMMANDED else "police" if branches == {"police"} else None
    return "military" if words & FORCE and words & SAYS_WHOSE else None


def ministry_of(name: str) -> str | None:
    """The field of a ministry or of its minister: 'Health Ministry', 'Minister of Health', 'the health minister'.

    >>> ministry_of("Health Ministry"), ministry_of("Minister of Foreign Affairs"), ministry_of("Prime Minister")
    ('health', 'foreign affairs', None)
    """
    words = fold(name).removeprefix("the ").split()
    if not 2 <= len(words) <= LONGEST_MINISTRY or not OFFICES & {words[0], words[-1]} or set(words) >= HEAD:
        return None
    field = words[2:] if words[0] in OFFICES and words[1] in ("of", "for") else words[:-1]
    return " ".join(field) or None


def countries_named(places: Iterable[Place]) -> dict[str, str]:
    """The code of each country that the places name, by its folded name."""
    named = (place for place in places if place.precision == "country" and place.country)
    return {fold(word): place.country or "" for place in named for word in (place.name, place.text) if word}


class Setting(Struct, frozen=True):
    """Where a story plays: the country whose army 'the army' is, and every country it names, by folded name."""

    country: str | None = None
    countries: Mapping[str, str] = {}

    def at(self, place: Place | None) -> Setting:
        """The same for what happened at a place: its country's army is meant there."""
        if place is None or place.country is None:
            return self
        return Setting(place.country, self.countries)


def setting_of(document: Document) -> Setting:
    """The country that most of a story's places lie in, and the countries it names."""
    if document.reading is None:
        return Setting()
    places = document.reading.places
    lie_in = Counter(place.country for place in places if place.country and place.use == "location")
    home = min(lie_in, key=lambda code: (-lie_in[code], code), default=None)
    return Setting(home, countries_named(places))


def state_body(name: str, owner: str | None, setting: Setting, nouns: Mapping[str, NounRow]) -> str | None:
    """The id of the body of a state that a name means: `state:XZ:military`; None where it means none.

    `owner`: the country that the body is said to belong to, where a mention says one.
    """
    words = f" {fold(name)} "
    named = next((country for country in sorted(setting.countries) if f" {country} " in words), None)
    country = setting.countries.get(fold(owner or "")) or (setting.countries[named] if named else setting.country)
    bare = words.replace(f" {named} ", " ").strip() if named else words.strip()
    branch = branch_of(bare, nouns) if country and bare else None
    if branch is not None:
        return f"state:{country}:{branch}"
    field = ministry_of(bare) if country and bare else None
    return f"state:{country}:ministry of {field}" if field else None
