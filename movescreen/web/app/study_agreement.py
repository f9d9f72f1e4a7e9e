"""Agreement of a study's raters with each other and with the camera, as `agree` computes it."""

from __future__ import annotations

from pathlib import Path

from movescreen.errors import Problem
from movescreen.output.agreement.page import agreement_page
from movescreen.output.language import english
from movescreen.output.language.language import Language
from movescreen.reliability.camera_rater import CameraRater
from movescreen.reliability.data_warnings import notices
from movescreen.reliability.item_with_camera import add_camera
from movescreen.reliability.items import items
from movescreen.reliability.rating_tables import read_table
from movescreen.reliability.study import statistics


def study_agreement(table: Path, results: Path, called: str, language: Language = english) -> str:
    """Return the page of agreement of a table of ratings with the camera's results in a folder.

    Raises
    ------
    Problem
        There are no ratings yet.
    """
    ratings = read_table(table)
    asked = items(ratings.ratings, "", ())
    found = {item.name: statistics(item, lambda: None) for item in asked}
    records = []
    try:
        records = add_camera(asked, found, CameraRater(results, ratings.contents), ())
    except Problem as problem:  # nothing is measured of these clips, which raters can agree about all the same
        if problem.code not in ("no_results", "table_values"):
            raise
    return agreement_page(asked, found, called, records, [*ratings.notices, *notices(asked)], language)
