"""The frames of a record: each with the phase and the repetition that it turned out to belong to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from movescreen.pose.pose import Array
from movescreen.records.frames import FrameTable
from movescreen.scoring.readings import ReadingBuilder
from movescreen.screens import STATES
from movescreen.segmentation.repetitions import REST, Span


def timeline(builder: ReadingBuilder, time: Array, values: Array, spans: Sequence[Span]) -> FrameTable:
    """Build the table of frames.

    Parameters
    ----------
    builder : ReadingBuilder
        Judges each frame.
    time : ndarray, shape (n_frames,)
        Timestamps, s.
    values : ndarray, shape (n_frames, n_columns)
        Corrected measures.
    spans : sequence of Span
        The repetitions, as frame numbers.

    Returns
    -------
    FrameTable
        Phase, repetition, values and states of each frame.
    """
    phase, rep = np.full(len(values), REST), np.zeros(len(values), int)
    for number, span in enumerate(spans, start=1):
        bounds = (span.start, span.first, span.return_start + 1, span.end + 1)
        rep[bounds[0] : bounds[-1]] = number
        for kind, (begin, end) in enumerate(pairwise(bounds), start=1):
            phase[begin:end] = kind
    screen = builder.screen
    return FrameTable(
        time=time,
        phase=np.array(screen.movement.phases)[phase],
        rep=rep,
        columns=tuple(m.column(side) for m, side in screen.columns),
        values=values,
        findings=tuple(f.column(side) for f, side, _ in screen.judged),
        states=np.array(STATES)[builder.states(values)],
    )
