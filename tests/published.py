"""Tables that agreement statistics were published for, retyped, and the values that were printed."""

from __future__ import annotations

# Shrout and Fleiss 1979, Psychological Bulletin 86:420, table 2: 6 targets, 4 judges.
JUDGES = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
# Fleiss 1971, Psychological Bulletin 76:378: 30 patients, 6 diagnoses each (the values as R's irr has them).
DIAGNOSES = """444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444 222333 144444 224445
333335 111455 111112 224444 133555 555555 244444 224555 114444 144445 222224 111155 224444 133333 555555"""
PATIENTS = [[int(digit) for digit in row] for row in DIAGNOSES.split()]
# The worked example of Fleiss' kappa in Wikipedia: 14 raters, 10 subjects, how many chose each of 5 categories.
PSYCHOLOGISTS = [
    [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
]  # fmt: skip
# R's irr, data set anxiety: 20 people, 3 raters.
ANXIETY = """332 361 344 464 523 542 221 346 531 231 221 632 133 533 221 221 113 233 432 342"""
ANXIOUS = [[int(digit) for digit in row] for row in ANXIETY.split()]
# Artstein and Poesio 2008, Computational Linguistics 34:555, table 1 and the marginals of table 4.
DIALOGUE, MARGINALS = [[20, 20], [10, 50]], [[46, 0, 0], [6, 32, 6], [0, 0, 10]]
# The weighting example of scikit-learn's tests of cohen_kappa_score.
WEIGHTING = [[46, 0, 0], [4, 40, 0], [0, 0, 10]]
# Cohen 1968, Psychological Bulletin 70:213: 200 people, here as counts, and his weights of disagreement.
COHEN, COHENS_WEIGHTS = [[88, 14, 18], [10, 40, 10], [2, 6, 12]], [[0, 1, 3], [1, 0, 6], [3, 6, 0]]
# Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, data C: 12 units, 4 coders; "." where one is missing.
CODERS = ["11.1", "2232", "3333", "3333", "2222", "1234", "4444", "1121", "2222", ".555", "..11", ".3.."]
# The worked example of Krippendorff's alpha in Wikipedia: 15 units, 3 coders.
FIFTEEN = [".1.", "...", ".22", ".11", ".33", "334", "444", "13.", "2.2", "1.1", "1.1", "3.3", "3.3", "...", "3.4"]
# Gwet's R package irrCAC: cac.raw4raters is CODERS with the last subject rated by the third; distrib.6raters.
FOUR_RATERS = [*CODERS[:-1], "..3."]
SIX_RATERS = """00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031"""
DISTRIBUTION = [[int(digit) for digit in row] for row in SIX_RATERS.split()]
# cont3x3abstractors of the same: 100 pregnancies, 2 abstractors.
ABSTRACTORS = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]
# Bland and Altman 1986, Lancet i:307, table 1: peak flow of 17 people with a large and a small meter, l/min.
LARGE = [494, 395, 516, 434, 476, 557, 413, 442, 650, 433, 417, 656, 267, 478, 178, 423, 427]
SMALL = [512, 430, 520, 428, 500, 600, 364, 380, 658, 445, 432, 626, 260, 477, 259, 350, 451]


def spelled(rows: list[str]) -> list[list[int | None]]:
    """The ratings of rows of digits."""
    return [[None if sign == "." else int(sign) for sign in row] for row in rows]
