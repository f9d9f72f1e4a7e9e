"""Tables of truth: what another instrument measured of a clip, by repetition or by time, one value a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from movescreen.errors import Problem
from movescreen.measures.registry import MEASURES
from movescreen.pose.pose import SIDES
from movescreen.reliability.csv_dialect import columns, table

ALSO = {
    "clip": ("subject", "file", "cam", "camera", "video", "trial"),
    "repetition": ("rep", "number"),
    "time": ("time_s", "mid_s", "moment_s", "bottom_s"),
    "measure": ("item", "quantity", "variable"),
    "side": (),
    "value": ("truth", "true", "reference"),
    "definition": ("method", "instrument", "source"),
}
NEEDED = ("measure", "value")
LETTERS = {"l": "left", "r": "right", "": "", "both": "", "-": ""} | {side: side for side in SIDES}


@dataclass(frozen=True)
class TrueValue:
    """A value of a measure that is taken to be true, in the measure's unit.

    `repetition` counts from 1, `time` is s of the clip, NaN where it is not stated; one of the two says what it is of.
    `definition` says by what it was measured, where a table has several.
    """

    clip: str
    repetition: int
    time: float
    measure: str
    side: str
    value: float
    definition: str = ""


def read_truth(path: Path) -> list[TrueValue]:
    """Read a table of truth.

    Parameters
    ----------
    path : Path
        A CSV file with columns measure and value, and as far as there are several clip, repetition or time, side and
        definition.

    Returns
    -------
    list of TrueValue
        Rows without a value are left out.

    Raises
    ------
    Problem
        Where the file is no such table, or a row names a measure or a side that there is not.
    """
    rows = table(path)
    held = _columns(columns(rows))
    missing = [part for part in NEEDED if part not in held]
    if missing or not {"repetition", "time"} & set(held):
        wanted = "measure, value, and repetition or time"
        sentence = f"{path} was expected to have columns {wanted}; it has {', '.join(columns(rows))}."
        raise Problem("table_columns", f"{sentence} Call them so, and add clip, side and definition where needed.")
    found = [_row(row, held, path, line) for line, row in zip(rows.index, rows.to_dict("records"), strict=True)]
    known = [value for value in found if value is not None]
    if not known:
        raise Problem("table_empty", f"{path} holds no values: a header and rows with numbers were expected.")
    return known


def _columns(names: list[str]) -> dict[str, str]:
    """Return the column of each part, by its own name or another that it is known by."""
    by_name = {name.strip().lower(): name for name in reversed(names)}
    found = {part: next((by_name[n] for n in (part, *also) if n in by_name), "") for part, also in ALSO.items()}
    return {part: name for part, name in found.items() if name}


def _row(row: Mapping[str, str], held: Mapping[str, str], path: Path, line: object) -> TrueValue | None:
    said = {part: str(row.get(name, "")).strip() for part, name in held.items()}
    if said["value"] == "":
        return None
    where = f"{path.name}, line {line}"
    measure, side = said["measure"], said.get("side", "").lower()
    if measure not in MEASURES:
        measure, side = _with_side(measure, side)
    if measure not in MEASURES:
        sentence = f"{where}: there is no measure {said['measure']!r}. `movescreen measures` lists them."
        raise Problem("table_values", sentence)
    if side not in LETTERS:
        raise Problem("table_values", f"{where}: a side is left, right or nothing, and {side!r} came. Mend the row.")
    number = said.get("repetition", "")
    return TrueValue(
        said.get("clip", ""),
        int(_number(number, where)) if number else 0,
        _number(said.get("time", "") or "nan", where),
        measure,
        LETTERS[side] if MEASURES[measure].sided else "",
        _number(said["value"], where),
        said.get("definition", ""),
    )


def _with_side(name: str, side: str) -> tuple[str, str]:
    """Return the measure and the side that a name has together, as knee_flexion_left."""
    stem, _, last = name.rpartition("_")
    return (stem, last) if last in SIDES else (name, side)


def _number(text: str, where: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise Problem("table_values", f"{where}: a number was expected, and {text!r} came. Mend the row.") from None
