"""Remove the part of the landmark network that draws the body's mask.

The mask is not used, and it takes a third of the network's time, because it works on the network's largest pictures.
The other operators are unchanged, so that every landmark is the same to the last bit.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from ai_edge_litert import schema_py_generated as schema

from movescreen.pose.weights.bundle_zip import store

if TYPE_CHECKING:
    from movescreen.pose.weights import Bundle

NETWORK = "pose_landmarks_detector.tflite"  # the member of the bundle
FORMAT = b"TFL3"  # what its bytes 4 to 7 are
OUTPUTS = 8  # where a graph keeps its outputs, as its format counts
OPERATORS = 10  # where a graph keeps its operators


def without_mask(bundle: Bundle) -> bytes:
    """Return a bundle's content without the mask; unchanged if the file is no bundle of this make."""
    content = bundle.path.read_bytes()
    try:
        with ZipFile(BytesIO(content)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        members[NETWORK] = pruned(members[NETWORK])
    except (BadZipFile, KeyError, struct.error):  # whoever opens it says what is wrong
        return content
    packed = BytesIO()
    store(members, packed)
    return packed.getvalue()


def pruned(network: bytes) -> bytes:
    """Return the network without the operators that only its mask needs; unchanged if it has no mask.

    The program that opens the network counts its outputs, so another tensor takes the place of the mask. It must be one
    that is no output yet: MediaPipe 1.2.3 fills one place only for each tensor, and the landmarks' place stayed empty.
    """
    if network[4:8] != FORMAT:
        return network
    graph = schema.Model.GetRootAsModel(network, 0).Subgraphs(0)
    outputs = graph.OutputsAsNumpy().tolist()
    masks = [tensor for tensor in outputs if _is_mask(graph, tensor)]
    if not masks:
        return network
    wanted = [tensor for tensor in outputs if tensor not in masks]
    operators = _needed(graph, wanted)
    spare = _on_the_way(operators, outputs)
    made = [next(spare) if tensor in masks else tensor for tensor in outputs]
    content = bytearray(network)
    struct.pack_into(f"<{len(made)}i", content, _vector(graph, OUTPUTS), *made)
    _list(content, _vector(graph, OPERATORS), [operator._tab.Pos for operator in operators])
    return bytes(content)


def _is_mask(graph: Any, tensor: int) -> bool:
    """Return whether a tensor is a picture as large as the one that goes in, with one value a pixel."""
    given, made = (_shape(graph.Tensors(index)) for index in (graph.Inputs(0), tensor))
    return made == [*given[:-1], 1]


def _shape(tensor: Any) -> list[int]:
    return [tensor.Shape(axis) for axis in range(tensor.ShapeLength())]


def _needed(graph: Any, wanted: Iterable[int]) -> list[Any]:
    """Return the operators that some tensors come out of, in their order; each is written after what it reads."""
    needed, kept = set(wanted), []
    for index in reversed(range(graph.OperatorsLength())):
        operator = graph.Operators(index)
        if needed.intersection(operator.OutputsAsNumpy().tolist()):
            needed.update(operator.InputsAsNumpy().tolist())
            kept.append(operator)
    return kept[::-1]


def _on_the_way(operators: list[Any], outputs: list[int]) -> Iterator[int]:
    """Yield tensors that one operator makes for another, the last first: near the outputs they are smallest."""
    made = {tensor for operator in operators for tensor in operator.OutputsAsNumpy().tolist()}
    for operator in reversed(operators):
        yield from (tensor for tensor in operator.InputsAsNumpy().tolist() if tensor in made.difference(outputs))


def _list(content: bytearray, first: int, places: list[int]) -> None:
    """Have the list at `first` name the tables at these places only: how many, and how far each is from its entry."""
    struct.pack_into("<I", content, first - 4, len(places))
    for entry, place in enumerate(places):
        struct.pack_into("<I", content, first + 4 * entry, place - (first + 4 * entry))


def _vector(graph: Any, field: int) -> int:
    """Return the position of the first entry of a graph's list."""
    return int(graph._tab.Vector(graph._tab.Offset(field)))
