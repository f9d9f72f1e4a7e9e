"""English. Names and meanings of screens and measures."""

from __future__ import annotations

TITLES: dict[str, str] = {}  # screens and measures speak English themselves
MEASURES = {  # where a measure's own name is not the word that clients know
    "shank_inclination": (
        "shin inclination",
        "Lean of the line from ankle to knee from the picture's vertical; + = knee forward.",
    ),
    "trunk_minus_shank": (
        "trunk minus shin",
        "How much more the trunk leans than the shin, both of the near side; + = trunk leans more.",
    ),
}
