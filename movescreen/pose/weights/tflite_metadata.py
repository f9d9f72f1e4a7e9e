"""What a network says of its input, written in front of the network: its own bytes stay as they were published."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flatbuffers import Builder
from mediapipe.tasks.metadata import metadata_schema_py_generated as metadata
from mediapipe.tasks.metadata import schema_py_generated as schema

ALIGNMENT = 16  # bytes: what the weights of a network are aligned to


def scaled(network: bytes, mean: float, std: float) -> bytes:
    """The network with the scaling of its input: what it is given is (pixel - mean) / std.

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
    """A root that says what the model's own says, and has the scaling as one buffer and one note more."""
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
    """Where the model's own tables are, as a Builder counts: in bytes from the end."""
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
    """The note itself: one graph, whose one input is scaled so."""
    step = metadata.ProcessUnitT()
    step.optionsType = metadata.ProcessUnitOptions.NormalizationOptions
    step.options = metadata.NormalizationOptionsT()
    step.options.mean, step.options.std = [mean], [std]
    tensor, graph, model = metadata.TensorMetadataT(), metadata.SubGraphMetadataT(), metadata.ModelMetadataT()
    tensor.processUnits, graph.inputTensorMetadata, model.subgraphMetadata = [step], [tensor], [graph]
    builder = Builder(256)
    builder.Finish(model.Pack(builder), b"M001")
    return bytes(builder.Output())
