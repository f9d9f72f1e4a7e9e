"""Write metadata of its input in front of a network, whose own bytes stay as published."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ai_edge_litert import schema_py_generated as schema
from flatbuffers import Builder

# Of metadata_schema.fbs: how many fields its tables have, which of them are used here, and what a kind is called.
MODEL_FIELDS = 8
MODEL_GRAPHS = 3
GRAPH_FIELDS = 10
GRAPH_INPUTS = 2
TENSOR_FIELDS = 7
TENSOR_STEPS = 4
NORMALIZATION = 1
ALIGNMENT = 16  # bytes: what the weights of a network are aligned to


def scaled(network: bytes, mean: float, std: float) -> bytes:
    """Return the network with the scaling of its input: what it is given is (pixel - mean) / std.

    A table's references point forward only, so a new root that also names the scaling goes in front. Packing the
    whole network anew would give other bytes with every other version of the packing library.
    """
    network += bytes(-len(network) % ALIGNMENT)
    builder = Builder(len(network) + 4096)
    builder.Prep(ALIGNMENT, 0)
    builder.CreateByteVector(network)  # a Builder writes from the end to the start, so this is the end of the file
    model = schema.Model.GetRootAsModel(network, 0)
    builder.Finish(_root(builder, model, len(network), _scaling(mean, std)), b"TFL3")
    return bytes(builder.Output())


def _root(builder: Builder, model: Any, end: int, scaling: bytes) -> int:
    """Return a root that says what the model's own says, and has the scaling as one buffer and one note more."""
    buffer = _buffer(builder, scaling)
    note = _note(builder, model.BuffersLength())
    codes = _vector(builder, _tables(model.OperatorCodes, model.OperatorCodesLength(), end))
    graphs = _vector(builder, _tables(model.Subgraphs, model.SubgraphsLength(), end))
    buffers = _vector(builder, [*_tables(model.Buffers, model.BuffersLength(), end), buffer])
    notes = _vector(builder, [*_tables(model.Metadata, model.MetadataLength(), end), note])
    description = builder.CreateString(model.Description())
    schema.ModelStart(builder)
    schema.ModelAddVersion(builder, model.Version())
    schema.ModelAddOperatorCodes(builder, codes)
    schema.ModelAddSubgraphs(builder, graphs)
    schema.ModelAddDescription(builder, description)
    schema.ModelAddBuffers(builder, buffers)
    schema.ModelAddMetadata(builder, notes)
    return schema.ModelEnd(builder)


def _tables(table: Callable[[int], Any], count: int, end: int) -> list[int]:
    """Return the position of the model's own tables, as a Builder counts: in bytes from the end."""
    return [end - table(index)._tab.Pos for index in range(count)]


def _vector(builder: Builder, tables: Sequence[int]) -> int:
    builder.StartVector(4, len(tables), 4)
    for table in reversed(tables):
        builder.PrependUOffsetTRelative(table)
    return builder.EndVector()


def _buffer(builder: Builder, content: bytes) -> int:
    data = builder.CreateByteVector(content)
    schema.BufferStart(builder)
    schema.BufferAddData(builder, data)
    return schema.BufferEnd(builder)


def _note(builder: Builder, buffer: int) -> int:
    name = builder.CreateString("TFLITE_METADATA")
    schema.MetadataStart(builder)
    schema.MetadataAddName(builder, name)
    schema.MetadataAddBuffer(builder, buffer)
    return schema.MetadataEnd(builder)


def _scaling(mean: float, std: float) -> bytes:
    """Return the note itself: one graph, whose one input is scaled so.

    Each table is written with the numbers that its fields have in TensorFlow's schema of such notes, as the classes
    made from that schema write it: the bundle's digest holds it to that.
    """
    builder = Builder(256)
    numbers = [_floats(builder, value) for value in (mean, std)]
    scaled = _table(builder, 2, {0: numbers[0], 1: numbers[1]})
    builder.StartObject(2)
    builder.PrependUint8Slot(0, NORMALIZATION, 0)
    builder.PrependUOffsetTRelativeSlot(1, scaled, 0)
    step = builder.EndObject()
    tensor = _table(builder, TENSOR_FIELDS, {TENSOR_STEPS: _vector(builder, [step])})
    graph = _table(builder, GRAPH_FIELDS, {GRAPH_INPUTS: _vector(builder, [tensor])})
    builder.Finish(_table(builder, MODEL_FIELDS, {MODEL_GRAPHS: _vector(builder, [graph])}), b"M001")
    return bytes(builder.Output())


def _floats(builder: Builder, value: float) -> int:
    """Return a list of one number."""
    builder.StartVector(4, 1, 4)
    builder.PrependFloat32(value)
    return int(builder.EndVector())


def _table(builder: Builder, fields: int, references: dict[int, int]) -> int:
    """Return a table with `fields` fields; `references` maps field numbers to offsets."""
    builder.StartObject(fields)
    for field, offset in references.items():
        builder.PrependUOffsetTRelativeSlot(field, offset, 0)
    return int(builder.EndObject())
