"""Networks run by LiteRT: the same kernels as MediaPipe's, without its library."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from movescreen.errors import Problem
from movescreen.pose.estimators.quiet_stderr import hushed

Floats = NDArray[np.float32]
Shapes = Mapping[str, tuple[int, ...]]

with hushed():
    from ai_edge_litert.interpreter import Interpreter


class LiteRt:
    """One network of a bundle, open; `given` and `made` are the names and shapes of its tensors in and out.

    Raises Problem if the network does not open, or has other tensors than those. Tensors that it makes beyond
    them are passed over.
    """

    def __init__(self, what: str, content: bytes, given: Shapes, made: Shapes, threads: int = 1) -> None:
        try:
            with hushed():
                self._interpreter = Interpreter(model_content=content, num_threads=threads)
                self._interpreter.allocate_tensors()
        except (ValueError, RuntimeError) as error:
            raise Problem("model_unreadable", f"{what} does not open as a LiteRT network ({error}). {AGAIN}") from error
        details = self._interpreter.get_input_details(), self._interpreter.get_output_details()
        inputs = _found(what, "take", details[0], given)
        self._input = self._interpreter.tensor(inputs[0])
        self._outputs = [self._interpreter.tensor(index) for index in _found(what, "give", details[1], made)]

    @property
    def input(self) -> Floats:
        """Return the input tensor to write into. Keep no reference to it while the network runs.

        Returns
        -------
        ndarray of float32
            A view of the network's memory.
        """
        return self._input()

    def run(self) -> list[Floats]:
        """Run the network.

        Returns
        -------
        list of ndarray of float32
            Views of its outputs, in the order of `made`; valid until the next run.
        """
        self._interpreter.invoke()
        return [output() for output in self._outputs]


AGAIN = "Delete the bundle and run `movescreen models` to fetch it again, or name one of MediaPipe's pose landmarkers."


def _found(what: str, does: str, details: list[dict[str, Any]], expected: Shapes) -> list[int]:
    """Return the numbers of the expected tensors. Raises Problem if one is missing or has another shape."""
    came = {d["name"]: (tuple(int(n) for n in d["shape"]), d["dtype"] is np.float32, d["index"]) for d in details}
    if all(came.get(name, ((), False))[:2] == (shape, True) for name, shape in expected.items()):
        return [came[name][2] for name in expected]
    wanted = ", ".join(f"{name} {_size(shape)}" for name, shape in expected.items())
    has = ", ".join(
        f"{name} {_size(shape)}{'' if floats else ' not float32'}" for name, (shape, floats, _) in came.items()
    )
    sentence = f"Expected {what} to {does} the tensors {wanted}, and it has {has}. {AGAIN}"
    raise Problem("model_tensors", sentence)


def _size(shape: tuple[int, ...]) -> str:
    return " x ".join(map(str, shape))
