"""How much of what a page may be."""

from __future__ import annotations

from msgspec import Struct

from dateline.tables.columns import Columns


class Limits(Struct, frozen=True):
    """How much of a page is read, and what the columns of a table are called where no shipped name fits.

    `max_bytes`: the largest input; a news page of text has some kilobytes, with images inlined a few megabytes.
    `max_nodes`: the largest HTML tree; the pages of `pages/fundus` have 600 to 30,000 nodes.
    `max_characters`: the longest rendition; the longest of those 257 pages has 47,168 characters, and a book is
    better split. Depth needs no limit of its own, since trees are walked without recursion.
    `max_pages`: the longest PDF; 300 pages of print are about the million characters of a rendition.
    `max_unpacked`: what the parts of a DOCX that hold text may unpack to. The XML of a text is some ten times as
    long as the text, so a text of a million characters stays below; a ZIP bomb does not.
    `max_members`: the most records of one table or messages of one mbox; each is a file in the vault, and writing
    that many takes minutes.
    `max_archive`: the largest archive (WARC, ZIP, tar ...), and how much is unpacked from one in all; a day of a
    crawl has about a gigabyte.
    `max_ratio`: how many times its packed size an archive may unpack to beyond `max_bytes`. Of the pages of
    `pages/fundus` gzip shortens the best by a factor of 12; a gzip bomb has 1,000, a zstd bomb 30,000.
    `max_depth`: archives in archives in archives.
    `max_entries`: the members or records of one archive.
    `columns`: pairs of field and column, as the case's settings name them.
    """

    max_bytes: int = 20_000_000
    max_nodes: int = 300_000
    max_characters: int = 1_000_000
    max_pages: int = 300
    max_unpacked: int = 50_000_000
    max_members: int = 50_000
    max_archive: int = 10_000_000_000
    max_ratio: int = 200
    max_depth: int = 4
    max_entries: int = 1_000_000
    columns: Columns = ()
