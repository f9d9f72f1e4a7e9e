"""Makes kappa_paradox.svg: two raters who are as good as ever, of a feature that gets rarer."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib import pyplot as plt

from movescreen.reliability import statistics
from movescreen.reliability.statistics import CategoricalRatings

RIGHT = 0.9  # how often a rater sees what is there, and sees nothing where there is nothing
SHOWN = {
    "share of agreement": statistics.percent,
    "Gwet's AC1": statistics.ac1,
    "PABAK": statistics.pabak,
    "Cohen's kappa": statistics.cohen,
}


def cross_table(prevalence: float) -> np.ndarray:
    """Of 10 000 people, how often both raters, one, or none of them says yes."""
    yes = np.outer([RIGHT, 1 - RIGHT], [RIGHT, 1 - RIGHT])
    return np.round(10_000 * (prevalence * yes + (1 - prevalence) * yes[::-1, ::-1]))


def main() -> None:
    mpl.rcParams["svg.hashsalt"] = "movescreen"
    shares = np.array([0.5, 0.4, 0.3, 0.2, 0.15, 0.1, 0.07, 0.05, 0.03, 0.02, 0.01])
    figure, axes = plt.subplots(figsize=(7, 3.8), layout="constrained")
    ratings = [CategoricalRatings.of_cross_table(cross_table(share)) for share in shares]
    for name, statistic in SHOWN.items():
        values = [statistic(people).estimate for people in ratings]
        axes.plot(100 * shares, values, marker="o", markersize=3, label=name)
        print(name, np.round(values, 3).tolist())
    axes.set(xlabel="people who show the feature, %", ylabel="agreement", ylim=(0, 1), xlim=(50, 0))
    axes.legend(loc="lower left", frameon=False)
    axes.grid(alpha=0.3)
    figure.savefig(Path(__file__).with_suffix(".svg"), metadata={"Date": None})


if __name__ == "__main__":
    main()
