"""The text of an export, whatever it is packed in."""

import io
import zipfile
from html import unescape

from pyarrow import parquet


def text_of(format, data):
    """All text of an export; of a packed one what is in it."""
    if format == "xlsx":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return "".join(unescape(book.read(name).decode()) for name in book.namelist())
    if format == "parquet":
        table = parquet.read_table(io.BytesIO(data))
        return f"{table.to_pylist()}{table.schema.metadata}"
    return data.decode()
