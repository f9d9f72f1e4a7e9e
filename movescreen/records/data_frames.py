"""Records as tables: rows for files, and DataFrames whose columns are typed as `columns` says, with units."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from movescreen.records.columns import COLUMNS, NUMBER, READINGS, TEMPO, TEXT
from movescreen.records.csv_cells import read_frame

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]


def reading_rows(record: Mapping[str, Any]) -> Iterator[Row]:
    """Yield a row for each repetition, measure and side of a record, as JSON has it: each reading once.

    Several findings may rest on one reading: `findings` names them.
    """
    quality = record["quality"]
    frames, seen = quality.get("frames"), quality.get("frames_with_person")
    lost = None if frames is None or seen is None else frames - seen
    of_clip = {"yaw_deg": (quality.get("yaw") or {}).get("value"), "frames_lost": lost}
    for rep in record["repetitions"]:
        times = {name: rep[name] for name in ("set", "support", "start_s", "bottom_s", "end_s") if name in rep}
        tempo = dict(zip(TEMPO, (part["seconds"] for part in rep.get("tempo", ())), strict=False))
        about = {"rep": rep["number"], **times, "depth_pct": rep["depth"], **tempo, **of_clip}
        for reading in _each_once(rep["readings"]):
            yield dict.fromkeys(READINGS) | about | reading


def _each_once(readings: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Return the readings, each measure and side once, with the names of the findings that rest on it."""
    found: dict[tuple[str, str], Row] = {}
    for reading in readings:
        own = {name: reading[name] for name in ("measure", "side", "value", "unit", "uncertainty", "reason")}
        row = found.setdefault((reading["measure"], reading["side"]), own | {"findings": ""})
        if row["value"] is None and reading["value"] is not None:
            row |= own
        row["findings"] = f"{row['findings']} {reading['finding']}".strip()
    return list(found.values())


def data_frame(
    rows: Iterable[Mapping[str, Any]], names: Sequence[str], units: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Return rows as a DataFrame with typed columns.

    Parameters
    ----------
    rows : iterable of mappings
        A value by the name of its column; None, NaN or an empty text if there is none.
    names : sequence of str
        The columns in order. Those that `COLUMNS` does not know hold numbers if `units` has them, else text.
    units : mapping of str to str, optional
        Units of further columns.

    Returns
    -------
    DataFrame
        Columns of the kinds `string`, `Int64` and `float64`; `attrs["units"]` has the units.
    """
    import pandas as pd

    frame = pd.DataFrame(list(rows), columns=list(names), dtype=object)
    return typed(frame, units)


def typed(frame: pd.DataFrame, units: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Return a DataFrame with the documented dtype in each column.

    Parameters
    ----------
    frame : DataFrame of str
        A table as read; an empty text is missing.
    units : mapping of str to str, optional
        Further number columns and their units.

    Returns
    -------
    DataFrame
        `attrs["units"]` holds the unit of each column that has one.
    """
    import pandas as pd

    more = dict(units or {})
    kinds = {name: COLUMNS[name].kind if name in COLUMNS else NUMBER if name in more else TEXT for name in frame}
    found = {name: _column(frame[name], kind) for name, kind in kinds.items()}
    whole = pd.DataFrame(found, index=frame.index)
    known = {name: COLUMNS[name].unit for name in frame if name in COLUMNS and COLUMNS[name].unit}
    whole.attrs["units"] = known | more
    return whole


def read_typed(table: Path) -> pd.DataFrame:
    """Read a table that movescreen wrote, with the documented dtypes.

    Parameters
    ----------
    table : Path
        A CSV file of ours.

    Returns
    -------
    DataFrame
        Names such as `007` and `NA` stay texts.
    """
    return typed(read_frame(table))


def _column(values: pd.Series, kind: str) -> pd.Series:
    if kind == TEXT:
        return values.where(values != "", None).astype(kind)
    import pandas as pd

    numbers = pd.to_numeric(values.where(values != "", math.nan))
    return numbers.astype(NUMBER).round().astype(kind) if kind != NUMBER else numbers.astype(kind)
