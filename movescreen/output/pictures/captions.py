"""The captions below each picture of an annotated video: repetition, phase and measures of that moment."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import cv2
import numpy as np

from movescreen.measures.registry import Quantity
from movescreen.output.language.language import Language
from movescreen.output.language.sentences import localised, measure_name, phase, with_unit
from movescreen.output.pictures.overlay import BETWEEN, OUTLINE, Picture
from movescreen.records.record import Record
from movescreen.screens import NOT_MEASURABLE, NOT_OBSERVED, STATES, Finding, screens

SHARE = 26  # letters' height is the picture's width, or its height where that is less, through this
SMALLEST = 14  # px
WEIGHT = 400  # of ordinary letters
HEAVY = 700  # of heavy letters
SAID = (255, 214, 128)  # colour of findings that are observed or too close to call; their state is written too
QUIET = (STATES[NOT_OBSERVED], STATES[NOT_MEASURABLE])

Cell = tuple[str, str]  # the value, and the words for its state


class Captions:
    """The band below the pictures of a record's clip, `width` pixels wide; `size` of their shorter side sets letters.

    `sure` is how sure a reading of a measure is.
    """

    def __init__(self, record: Record, sure: Callable[[Quantity], float], language: Language, width: int, size: int):
        self._record, self._language, self._sure = record, language, sure
        self._font, self._shown = cv2.FontFace("sans"), list(shown_columns(record))
        self._letters = max(SMALLEST, size // SHARE)
        self._letters = max(SMALLEST, int(self._letters * min(1.0, width / self._widest())))
        step = round(1.55 * self._letters)
        self._rows = [round((row + 1.1) * step) for row in range(len(self._shown) + 1)]
        self.height = 2 * ((self._rows[-1] + step) // 2)
        self._plate = np.full((self.height, width, 3), OUTLINE, np.uint8)
        for row, name in zip(self._rows[1:], self._names(), strict=True):
            self._left(self._plate, row, name)

    def _names(self) -> list[str]:
        """Return what is measured in each row."""
        return [measure_name(measure.name, side, self._language) for _, measure, side, _ in self._shown]

    def _widest(self) -> float:
        """Return the largest width that a row can have, px."""
        most = max((self._language.STATES[state] for state in STATES if state not in QUIET), key=len)
        rows = [f"{name}   −100 ± 10 %  {most}" for name in self._names()]
        return 2 * self._letters + max((self._length(row) for row in rows), default=0.0)

    def _length(self, text: str) -> float:
        return float(cv2.getTextSize((9999, 99), text, (0, 50), self._font, self._letters, WEIGHT)[2])

    def below(self, index: int) -> Picture:
        """Draw the band below a frame.

        Parameters
        ----------
        index : int
            Number of the frame.

        Returns
        -------
        ndarray of uint8, shape (height, width, 3)
            RGB picture.
        """
        band = self._plate.copy()
        frames = self._record.frames
        time = localised(f"{frames.time[index]:.1f}", self._language.DECIMAL) + self._language.UNITS["s"]
        self._left(band, self._rows[0], self._moment(index), HEAVY)
        self._right(band, self._rows[0], time, BETWEEN)
        for row, (value, said) in zip(self._rows[1:], self._cells(index), strict=True):
            self._right(band, row, f"{value}  {said}" if said else value, SAID if said else BETWEEN)
        return band

    def _moment(self, index: int) -> str:
        """Return the number of the repetition and its phase, in words."""
        frames, words = self._record.frames, self._language.CLIP
        name = phase(str(frames.phase[index]), self._language)
        number, count = int(frames.rep[index]), len(self._record.repetitions)
        return words["repetition"].format(number=number, count=count, phase=name) if number else words["between"]

    def _cells(self, index: int) -> Iterator[Cell]:
        """Yield the value of each measure in a frame, and the state of its finding unless it is "not observed"."""
        frames = self._record.frames
        for number, measure, side, findings in self._shown:
            value = float(frames.values[index, number])
            size = abs(value) if measure.directed else value
            text = with_unit(size, self._sure(measure), measure.unit, self._language)
            if measure.directed and not math.isnan(value):
                text = f"{text} {self._language.SIDES['left' if value > 0 else 'right']}"
            columns = [frames.findings.index(finding.column(side)) for finding in findings]
            states = [str(frames.states[index, column]) for column in columns]
            said = [self._language.STATES[state] for state in sorted(states, reverse=True) if state not in QUIET]
            yield text, said[0] if said and frames.rep[index] else ""

    def _left(self, band: Picture, row: int, text: str, weight: int = WEIGHT) -> None:
        cv2.putText(band, text, (self._letters, row), BETWEEN, self._font, self._letters, weight)

    def _right(self, band: Picture, row: int, text: str, colour: tuple[int, int, int]) -> None:
        at = (band.shape[1] - self._letters, row)
        cv2.putText(band, text, at, colour, self._font, self._letters, WEIGHT, cv2.PUT_TEXT_ALIGN_RIGHT)


def shown_columns(record: Record) -> Iterator[tuple[int, Quantity, str, list[Finding]]]:
    """Yield the columns that a video shows, with measure, side and finding: the movement, and what is judged.

    Of these only what was ever seen.
    """
    screen = screens()[record.screen]
    for number, (measure, side) in enumerate(screen.columns):
        findings = [finding for finding in screen.findings if finding.measure is measure]
        if (findings or number == screen.effort) and not np.isnan(record.frames.values[:, number]).all():
            yield number, measure, side, findings
