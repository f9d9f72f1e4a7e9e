"""How far movescreen is from the truth, and how often its stated uncertainty holds it: `python benchmarks/accuracy.py`.

Three kinds of people whose movement is known: rendered ones before the real network (`clips`), ones recorded with
markers before cameras that are not there (`mocap`: no network, so our geometry and segmentation alone), and the
synthetic figure's bridges (`figure`). Beside them real people whose clips were measured otherwise too (`real_truth`).
The truth of a repetition is the middle over its extreme, by the truth alone.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from itertools import chain
from pathlib import Path

from known.clips import clips
from known.figures import figures
from known.independent import independent
from known.recordings import recordings
from known.summary import Summary, beside, plain, rounded, score, summary
from known.tables import digest, single, tables
from section import TRUTH, machine, write

POSES = Path(tempfile.gettempdir()) / "movescreen-accuracy"


def main() -> None:
    """Score what is asked for, print the tables, write the figures."""
    asked = arguments()
    sources = {"clips": clips(asked.data, asked.poses), "mocap": recordings(asked.data), "figure": figures()}
    rows, timings, points = score(
        chain.from_iterable(sources[name] for name in ([asked.only] if asked.only else sources))
    )
    if not timings:
        sys.exit(f"There is no truth in {asked.data}: name the folder with clips/synthetic and mocap by --data.")
    result = summary(rows, timings, points)
    result["beside"] = beside(rows, independent(asked.data)[0])
    print(*tables(result), sep="\n")
    if asked.rows:
        print(*single(rows), sep="\n")
        result["rows"] = plain(rows)
    if asked.write:
        write("Accuracy", "python benchmarks/accuracy.py --write --json benchmarks/accuracy.json", page(result))
    if asked.json:
        asked.json.write_text(json.dumps(rounded(result), indent=1) + "\n", encoding="utf-8")


NOTE = """\
`n (clips)`: readings, and the clips that they come from; errors of one clip go together, so that coverage is to be
judged by the number of clips. `U`: the stated uncertainty, 1 SD; `68 % in`, `95 % in`: what it and its double would
have to be. `geometry` is what the picture and our sums make of joints that are marked without error, `network` the
rest. Of findings, `beyond` and `short` count readings whose truth is more than 2 U from the line, `clear` more than
1.5 U; `opposite` and `across the line` are decided on the other side, of those and of all. Of the recordings, `square
on` is a level camera 0.95 m high without noise; the other columns change that alone."""


def page(result: Summary) -> str:
    """The section of this folder's README."""
    return "\n".join([machine(), "", NOTE, *digest(result)])


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, default=TRUTH, help="the folder with clips/synthetic and mocap")
    parser.add_argument("--poses", type=Path, default=POSES, help="where poses are kept; delete it to find them anew")
    parser.add_argument("--only", choices=("clips", "mocap", "figure"), help="one kind of people alone")
    parser.add_argument("--rows", action="store_true", help="every reading of the clips as well, in tables and JSON")
    parser.add_argument("--write", action="store_true", help="put the main tables into benchmarks/README.md")
    parser.add_argument("--json", type=Path, help="the file that the figures go to")
    return parser.parse_args()


if __name__ == "__main__":
    main()
