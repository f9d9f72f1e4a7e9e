"""The network without its mask says of every picture what the whole one says."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import numpy as np
import pytest
from ai_edge_litert import schema_py_generated as schema
from clips import LITE, bundle, numbered, poses, same
from hypothesis import given
from hypothesis import strategies as st

from movescreen.cli.demo_clips import demo_clips
from movescreen.pose import weights as model
from movescreen.pose.estimators import mediapipe, prune_check
from movescreen.pose.estimators.mediapipe import MediaPipe
from movescreen.pose.estimators.prune_check import bundle_content
from movescreen.pose.estimators.prune_mask import NETWORK, pruned, without_mask
from movescreen.pose.weights import Bundle
from movescreen.pose.weights.bundle_zip import store
from movescreen.video import open_video

pytestmark = pytest.mark.versions


def bundles() -> list[Bundle]:
    """Those of this machine: the one in use, and the lite one."""
    lite = [model.ensure(file=LITE)] if LITE.is_file() else []
    return list({one.sha256: one for one in [bundle(), *lite]}.values())


def network(of: Bundle) -> bytes:
    with zipfile.ZipFile(of.path) as archive:
        return archive.read(NETWORK)


def graph(content: bytes) -> schema.SubGraph:
    return schema.Model.GetRootAsModel(content, 0).Subgraphs(0)


@pytest.mark.parametrize("screen", ["overhead_squat", "bridge"])
def test_every_landmark_is_the_whole_networks_to_the_last_bit(screen: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_video(demo_clips()[screen][0]) as source:
        frames = [frame for frame in source if frame.index % 10 == 0][:8]
    grey = np.full_like(frames[0].picture, 128)  # the body is lost there, and looked for anew
    frames = numbered([*(frame.picture for frame in frames[:4]), grey, *(frame.picture for frame in frames[4:])])
    for of in bundles():
        without = poses(frames, network=of, opened=MediaPipe)
        with monkeypatch.context() as whole:
            whole.setattr(mediapipe, "bundle_content", lambda bundle: bundle.path.read_bytes())
            assert same(without, poses(frames, network=of, opened=MediaPipe))
        assert not np.isnan(without.xyz[[0, -1], ..., 0]).any()


def test_only_operators_go_and_a_good_part_of_them() -> None:
    for of in bundles():
        whole, rest = graph(network(of)), graph(pruned(network(of)))
        assert 0.1 < 1 - rest.OperatorsLength() / whole.OperatorsLength() < 0.2
        assert rest.OutputsLength() == whole.OutputsLength() == 5
        kept = [rest.Operators(index)._tab.Pos for index in range(rest.OperatorsLength())]
        places = [whole.Operators(index)._tab.Pos for index in range(whole.OperatorsLength())]
        assert [place for place in places if place in set(kept)] == kept, "in the order in which they were"


def test_what_is_left_reads_only_what_is_there_before() -> None:
    for of in bundles():
        rest = graph(pruned(network(of)))
        made = set(rest.InputsAsNumpy().tolist())
        for index in range(rest.OperatorsLength()):
            operator = rest.Operators(index)
            read = {tensor for tensor in operator.InputsAsNumpy().tolist() if not constant(of, tensor)}
            assert read <= made
            made |= set(operator.OutputsAsNumpy().tolist())
        assert set(rest.OutputsAsNumpy().tolist()) <= made


def constant(of: Bundle, tensor: int) -> bool:
    """Whether a tensor is of the network's own numbers."""
    content = network(of)
    buffer = graph(content).Tensors(tensor).Buffer()
    return schema.Model.GetRootAsModel(content, 0).Buffers(buffer).DataLength() > 0


def test_a_network_without_a_mask_stays_as_it_is() -> None:
    for of in bundles():
        without = pruned(network(of))
        assert pruned(without) == without != network(of)


def test_no_output_stands_in_two_places() -> None:
    """MediaPipe 1.2.3 fills one place for each tensor: of an output that stands in two, one is never written."""
    for of in bundles():
        outputs = graph(pruned(network(of))).OutputsAsNumpy().tolist()
        assert len(set(outputs)) == len(outputs)


def packed(of: Bundle, landmarks: bytes) -> bytes:
    """A bundle with another landmark network in it."""
    with zipfile.ZipFile(of.path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    made = io.BytesIO()
    store(members | {NETWORK: landmarks}, made)
    return made.getvalue()


def damaged(network: bytes) -> bytes:
    """A network that opens, some of whose own numbers are others."""
    model = schema.Model.GetRootAsModel(network, 0)
    buffers = [model.Buffers(index) for index in range(model.BuffersLength())]
    largest = max(buffers, key=lambda buffer: buffer.DataLength())
    first = largest._tab.Vector(largest._tab.Offset(4))
    return network[:first] + bytes(1000) + network[first + 1000 :]


def chosen(of: Bundle) -> bytes:
    bundle_content.cache_clear()
    with mediapipe.hushed(), mediapipe.plain_letters():
        return bundle_content(of)


def test_content_is_cut_where_both_say_the_same_of_a_picture() -> None:
    for of in bundles():
        assert chosen(of) == without_mask(of) != of.path.read_bytes()


@pytest.mark.parametrize(
    "cut", [damaged, lambda bundle_content: bundle_content[:1000], lambda bundle_content: b"TFL3" * 9]
)
def test_content_is_whole_where_the_cut_one_differs_or_fails(
    cut: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    for of in bundles():
        other = packed(of, cut(pruned(network(of))))
        monkeypatch.setattr(prune_check, "without_mask", lambda bundle, other=other: other)
        assert chosen(of) == of.path.read_bytes() != other
    bundle_content.cache_clear()


@given(st.binary(max_size=200), st.sampled_from([NETWORK, "other.tflite"]), st.booleans())
def test_a_bundle_of_another_make_stays_as_it_is(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str, zipped: bool
) -> None:
    path = tmp_path_factory.mktemp("bundle") / "other.task"
    packed = io.BytesIO()
    store({name: content}, packed)
    path.write_bytes(packed.getvalue() if zipped else content)
    assert without_mask(Bundle(path, str(path), "", "")) == path.read_bytes()


def test_members_stay_whole_but_for_the_network() -> None:
    for of in bundles():
        with (
            zipfile.ZipFile(of.path) as before,
            zipfile.ZipFile(io.BytesIO(without_mask(of))) as after,
        ):
            assert before.namelist() == after.namelist()
            assert [name for name in before.namelist() if before.read(name) != after.read(name)] == [NETWORK]
