"""Agreement: how well raters, occasions or a camera agree. Knows tables of ratings, and nothing else here."""

from movescreen.reliability.statistics.bland_altman import Limits, limits, linked, replicates
from movescreen.reliability.statistics.categorical_ratings import CategoricalRatings
from movescreen.reliability.statistics.consensus import Against, against, consensus
from movescreen.reliability.statistics.differences import bias, ccc, mae, overall_ccc, proportional, rmse
from movescreen.reliability.statistics.estimate import CONFIDENCE, Estimate
from movescreen.reliability.statistics.icc import icc, mdc95, sem
from movescreen.reliability.statistics.kappas import (
    ac1,
    ac2,
    brennan_prediger,
    cohen,
    conger,
    fleiss,
    light,
    light_pabak,
    pabak,
    percent,
    scott,
    specific,
)
from movescreen.reliability.statistics.krippendorff import alpha
from movescreen.reliability.statistics.reml import icc_reml, mdc95_reml, sem_reml
from movescreen.reliability.statistics.sample_size import subjects_for_icc, subjects_for_kappa, subjects_for_limits

__all__ = [
    "CONFIDENCE",
    "Against",
    "CategoricalRatings",
    "Estimate",
    "Limits",
    "ac1",
    "ac2",
    "against",
    "alpha",
    "bias",
    "brennan_prediger",
    "ccc",
    "cohen",
    "conger",
    "consensus",
    "fleiss",
    "icc",
    "icc_reml",
    "light",
    "light_pabak",
    "limits",
    "linked",
    "mae",
    "mdc95",
    "mdc95_reml",
    "overall_ccc",
    "pabak",
    "percent",
    "proportional",
    "replicates",
    "rmse",
    "scott",
    "sem",
    "sem_reml",
    "specific",
    "subjects_for_icc",
    "subjects_for_kappa",
    "subjects_for_limits",
]
