"""Where clips and recordings with known truth lie, for the tests that use them; they skip where it is absent."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("MOVESCREEN_TRUTH", Path(__file__).parents[2] / "shared" / "data"))
CLIPS = SHARED / "clips"
needs_truth = pytest.mark.skipif(not CLIPS.is_dir(), reason="the clips with known truth are not on this machine")
