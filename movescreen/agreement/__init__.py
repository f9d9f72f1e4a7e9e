"""Agreement: how well raters, occasions or a camera agree. Knows tables of ratings, and nothing else here."""

from movescreen.agreement.consensus import Against, against, consensus
from movescreen.agreement.differences import bias, ccc, mae, overall_ccc, proportional, rmse
from movescreen.agreement.estimate import CONFIDENCE, Estimate
from movescreen.agreement.intraclass import icc, mdc95, sem
from movescreen.agreement.kappas import (
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
from movescreen.agreement.krippendorff import alpha
from movescreen.agreement.limits import Limits, limits, linked, replicates
from movescreen.agreement.ratings import Ratings
from movescreen.agreement.sizes import subjects_for_icc, subjects_for_kappa, subjects_for_limits

__all__ = [
    "CONFIDENCE",
    "Against",
    "Estimate",
    "Limits",
    "Ratings",
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
    "light",
    "light_pabak",
    "limits",
    "linked",
    "mae",
    "mdc95",
    "overall_ccc",
    "pabak",
    "percent",
    "proportional",
    "replicates",
    "rmse",
    "scott",
    "sem",
    "specific",
    "subjects_for_icc",
    "subjects_for_kappa",
    "subjects_for_limits",
]
