"""Which stories may share a passage: the join over sequences, a range of them at a time, then the pairs counted."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from dateline.linking.bulk import duck
from dateline.linking.bulk.bulk import Bulk, evenly
from dateline.linking.bulk.described import PRINTS
from dateline.linking.candidates import CROWD, kept, shelved, slices, weighed

# What joining takes for one sequence and the three pairs of stories that share it, in bytes, and what summing takes for
# one pair; measured at 7,500 stories of the stream: 0.42 GB for 0.9 million sequences, 2.8 million pairs.
PER_SEQUENCE, PER_PAIR = 460, 120
TOGETHER, PAIRS = "together", "pairs"


class Counted(Struct, frozen=True):
    """How many pairs were counted in a range of sequences, how many sequences were crowded, by how many at most."""

    pairs: int
    crowded: int
    most: int


def parts(bulk: Bulk) -> int:
    """In how many ranges the sequences are joined: a power of two, so that a range is what its first bits say."""
    wanted = int(bulk.array("lengths").sum()) * PER_SEQUENCE // max(bulk.memory // 4, 1) + 1
    return 1 << (wanted - 1).bit_length()


def count(bulk: Bulk, part: int) -> Counted:
    """Counts the pairs of stories that share sequences of one range, as `candidates` does for all at once."""
    bits = parts(bulk).bit_length() - 1
    low = part << (64 - bits) if bits else 0
    high = ((part + 1) << (64 - bits)) - 1 if bits else (1 << 64) - 1
    asking = bulk.duck()
    found = asking.asked(
        f"SELECT sequence, story FROM read_parquet('{bulk.path(PRINTS)}-*.parquet') "
        f"WHERE sequence BETWEEN {low}::UBIGINT AND {high}::UBIGINT"
    )
    asking.close()
    days = bulk.array("days")
    sequences = found["sequence"].astype(np.uint64)
    holders = bulk.array("position")[found["story"]].astype(np.int64)
    shelf = shelved(sequences, holders, np.ones(len(holders), dtype=np.int64), days)
    counts = [weighed(shelf, places, len(days)) for places in slices(shelf, shelf.order)]
    keys, plain, crowded = (
        np.concatenate([np.zeros(0, dtype=np.int64), *(one[n] for one in counts)]) for n in range(3)
    )
    order = np.argsort(keys)
    columns = {"pair": keys[order], "plain": plain[order].astype(np.int32), "crowded": crowded[order].astype(np.int32)}
    duck.write(bulk.path(f"{TOGETHER}-{part}.parquet"), columns)
    return Counted(len(keys), int((shelf.sizes > CROWD).sum()), int(shelf.sizes.max(initial=0)))


def weigh_parts(bulk: Bulk) -> int:
    """In how many ranges of younger stories the pairs are summed up."""
    return int(bulk.loaded(PAIRS)) * PER_PAIR // max(bulk.memory // 4, 1) + 1


def weigh(bulk: Bulk, part: int) -> tuple[list[int], list[int]]:
    """The pairs worth comparing whose younger story is in a range: the older and the younger one by age."""
    lengths = np.array(bulk.array("lengths"))
    span = evenly(len(lengths), weigh_parts(bulk), part)
    asking = bulk.duck()
    found = asking.asked(
        f"SELECT pair, sum(plain)::BIGINT AS plain, sum(crowded)::BIGINT AS crowded "
        f"FROM read_parquet('{bulk.path(TOGETHER)}-*.parquet') WHERE pair >= ? AND pair < ? GROUP BY pair",
        span.start * len(lengths),
        span.stop * len(lengths),
    )
    asking.close()
    older, younger = kept(found["pair"], found["plain"], found["crowded"], lengths)
    return older.tolist(), younger.tolist()
