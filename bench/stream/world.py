"""The invented country of the stream: its towns, those who fight there, who speaks, who publishes, and its words."""

from __future__ import annotations

from msgspec import Struct

from dateline.model.mention import Place
from dateline.model.span import Span

COUNTRY = "XZ"


class Town(Struct, frozen=True):
    """A place of the invented country, as a gazetteer would give it."""

    name: str
    latitude: float
    longitude: float
    radius_km: float
    precision: str
    admin1: str

    def at(self, span: Span, text: str, basis: str) -> Place:
        """The mention of this place at a span."""
        return Place(
            span=span, text=span.of(text), name=self.name, latitude=self.latitude, longitude=self.longitude,
            radius_km=self.radius_km, precision=self.precision, gazetteer_id=f"stream:{self.name}", admin1=self.admin1,
            admin2=None, admin3=None, pcode=None, country=COUNTRY, use="location", basis=basis,
        )  # fmt: skip


class Voice(Struct, frozen=True):
    """Who can be quoted: `name` (None for a source without one), `body` (None for people), how texts name them."""

    name: str | None
    body: str | None
    words: tuple[str, ...]


class Side(Struct, frozen=True):
    """Who fights: its name, kind of actor, the other names that texts use, and those who speak for it."""

    name: str
    kind: str
    doers: tuple[str, ...]
    voices: tuple[Voice, ...]


PROVINCES = ("Sundar", "Harrowmark", "Mirrane", "Tolmarch")
ROOTS = (
    "Kell", "Var", "Oss", "Brin", "Dul", "Esk", "Fenn", "Gorl", "Hest", "Jarr", "Lom", "Nask", "Pell", "Quorr",
    "Rud",
)  # fmt: skip
ENDS = ("atur", "imark", "owen", "estra", "unda", "ivald", "omir", "athe")
# A city holds several happenings a day, so that its name alone says less.
RADII = (2.0, 3.0, 1.5, 4.0, 2.5, 9.0)
QUARTERS = ("Upper", "Lower", "Old", "New")


def towns(count: int) -> tuple[Town, ...]:
    """Towns on a grid of half a degree, so that none lies within five kilometres of another."""
    return tuple(
        Town(
            name=f"{ROOTS[n % len(ROOTS)]}{ENDS[n // len(ROOTS) % len(ENDS)]}" + "ia" * (n // (len(ROOTS) * len(ENDS))),
            latitude=round(-34.0 + 0.5 * (n // 20), 3),
            longitude=round(-125.0 + 0.5 * (n % 20), 3),
            radius_km=RADII[n % len(RADII)],
            precision="settlement",
            admin1=PROVINCES[n % len(PROVINCES)],
        )
        for n in range(count)
    )


def quarter(town: Town, nth: int) -> Town:
    """A quarter of a town, within its circle."""
    return Town(
        name=f"{QUARTERS[nth]} {town.name}",
        latitude=round(town.latitude + 0.003 * (nth - 1.5), 4),
        longitude=round(town.longitude + 0.003, 4),
        radius_km=0.5,
        precision="part_of_settlement",
        admin1=town.admin1,
    )


ARMY = Side(
    "army", "military", ("The army", "Army gunners", "Government forces", "Troops"),
    (
        Voice(
            "Teodor Lask", "army", ("Colonel Teodor Lask, a spokesman of the army,", "Colonel Teodor Lask of the army")
        ),
        Voice("Irena Voss", "army", ("Major Irena Voss of the army", "army spokeswoman Irena Voss")),
    ),
)  # fmt: skip
REBELS = (
    Side(
        "Harrow Liberation Front", "rebel", ("The Harrow Liberation Front", "Harrow Liberation Front fighters"),
        (Voice("Danil Korr", "Harrow Liberation Front", ("Danil Korr, a spokesman of the Harrow Liberation Front,",)),),
    ),
    Side(
        "Eastern Shield Movement", "rebel", ("The Eastern Shield Movement", "Eastern Shield Movement fighters"),
        (Voice("Abel Tarn", "Eastern Shield Movement", ("Abel Tarn, a spokesman of the Eastern Shield Movement,",)),),
    ),
)  # fmt: skip
RELIEF = Voice("Jonas Beck", "Harbour Relief Agency", ("Jonas Beck of the Harbour Relief Agency",))
UNNAMED = (
    Voice("residents", None, ("residents",)),
    Voice("witnesses", None, ("witnesses",)),
    Voice("a shopkeeper", None, ("a shopkeeper",)),
)
DOCTORS = ("Mira Sollen", "Edda Malmer", "Pavel Ritter", "Oda Lindqvor")


def doctor(province: str) -> Voice:
    """The head of a province's health office."""
    name = DOCTORS[PROVINCES.index(province)]
    body = f"{province} Health Directorate"
    return Voice(name, body, (f"Dr {name} of the {body}", f"{name}, a doctor at the {body},"))


AGENCIES = ("Meridian Press Agency", "Corvane Newswire")
PAPERS = ("Post", "Herald", "Courier", "Gazette", "Lantern", "Review", "Observer", "Mail", "Record", "Chronicle")
HOMES = ("Kell", "Vantor", "Osmark", "Brindle", "Dorne", "Estuary", "Fenway", "Gorley")
OUTLETS = tuple(f"{home} {paper}" for paper in PAPERS for home in HOMES)


class Kind(Struct, frozen=True):
    """A type of happening: the verb that tells it, to whom it is done, how a headline calls it, and who does it.

    `whom` is empty where something is hit.
    """

    type: str
    verb: str
    whom: str
    noun: str
    by_army: bool
    by_rebels: bool
    outcome: str


# What shells and bombs hit, where an account says so.
TARGETS = ("market", "school", "clinic", "bakery", "garage", "warehouse", "prison", "factory")
KINDS = (
    Kind("remote.shelling", "shelled", "", "Shells", True, True, "killed"),
    Kind("remote.air_strike", "bombed", "", "Air raid", True, False, "killed"),
    Kind("civilian.attack", "attacked", "villagers in", "Attack", True, True, "killed"),
    Kind("civilian.abduction", "kidnapped", "residents of", "Kidnapping", False, True, "abducted"),
)

# The words of the sentences that make one story unlike another: few stories share four of these in a row.
WHO = (
    "baker", "ferryman", "teacher", "carpenter", "postman", "beekeeper", "councillor", "trader", "tailor", "student",
    "driver", "gardener", "boatman", "librarian", "potter", "coach", "miller", "translator", "pupil", "organist",
    "cheesemaker", "surveyor", "nurse", "cyclist", "fisherman", "weaver", "plumber", "painter", "cook", "singer",
)  # fmt: skip
DID = (
    "dusted", "repaired", "sketched", "photographed", "painted", "closed", "reopened", "measured", "polished",
    "inspected", "admired", "drew", "described", "remembered", "noticed", "crossed", "watched", "mended", "emptied",
    "lit",
)  # fmt: skip
WHERE = (
    "near", "behind", "beside", "below", "above", "opposite", "beyond", "inside", "outside", "across", "past", "along",
)  # fmt: skip
LIKE = (
    "rusty", "narrow", "crooked", "silent", "painted", "flooded", "wooden", "broken", "yellow", "distant",
    "cheerful", "dusty", "marble", "hollow", "shaded", "windy", "golden", "frozen", "modest", "tidy", "ragged",
    "polished", "sunken", "slippery", "vaulted", "bright", "neglected", "smoky", "green", "leaning", "quiet",
    "famous", "salted", "private", "square", "spare", "woven", "tiled", "sloping", "borrowed", "grey", "copper",
    "striped", "mossy", "chilly", "steep",
)  # fmt: skip
THING = (
    "lighthouse", "staircase", "orchard", "chimney", "fountain", "stable", "archway", "theatre", "pavilion",
    "barrel", "furnace", "cellar", "balcony", "greenhouse", "chapel", "quarry", "jetty", "carousel", "bakery",
    "granary", "tunnel", "workshop", "statue", "terrace", "cistern", "aqueduct", "vineyard", "turnstile", "sawmill",
    "kiosk", "lantern", "boathouse", "meadow", "dovecote", "smithy", "promenade", "sundial", "brewery", "locksmith",
    "ropewalk", "observatory", "cloister", "ferry", "hedge", "archive", "barn", "cabin", "dam", "gallery",
    "laundry", "nursery", "printer", "saddler",
)  # fmt: skip
