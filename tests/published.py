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
# Cohen 1960, Educational and Psychological Measurement 20:37, table 1, as counts of 100: kappa -.09.
FIRST_COHEN = [[25, 13, 12], [12, 2, 16], [3, 15, 2]]
# Fleiss, Cohen and Everitt 1969, Psychological Bulletin 72:323: 200 people, and their weights of agreement.
EVERITT, EVERITTS_WEIGHTS = (
    [[106, 10, 4], [22, 28, 10], [2, 12, 6]],
    [[1, 0, 0.4444], [0, 1, 0.6667], [0.4444, 0.6667, 1]],
)
# Fleiss, Statistical Methods for Rates and Proportions: psychotic, neurotic, organic; kappa .68.
BOOK = [[75, 1, 4], [5, 4, 1], [0, 0, 10]]
# Landis and Koch 1977, Biometrics 33:159: multiple sclerosis, patients of Winnipeg and of New Orleans.
WINNIPEG = [[38, 5, 0, 1], [33, 11, 3, 0], [10, 14, 5, 6], [3, 7, 3, 10]]
NEW_ORLEANS = [[5, 3, 0, 0], [3, 11, 4, 0], [2, 13, 3, 4], [1, 2, 4, 14]]
# Agresti, Categorical Data Analysis: carcinoma of the cervix, two pathologists, 118 slides; kappa .493, se .057.
SLIDES = [[22, 2, 2, 0], [5, 7, 14, 0], [0, 2, 36, 0], [0, 1, 17, 10]]
# Hout, Duncan and Sobel 1987 (R's vcd, data set SexualFun): 91 couples, four answers in order.
COUPLES = [[7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]]
# Feinstein and Cicchetti 1990, J Clin Epidemiol 43:543: equal agreement, other kappas. Gwet 2008 has the last.
PARADOXES = {
    "0.70": [[40, 9], [6, 45]], "0.32": [[80, 10], [5, 5]], "0.13": [[45, 15], [25, 15]], "0.26": [[25, 35], [5, 35]],
}  # fmt: skip
NEARLY_ALL = [[118, 5], [2, 0]]
# Krippendorff 2011, data A and B: two observers each.
MEG, OWEN, BEN, GERRY = "0100000010", "1110010000", "aabbdcccedda", "babbbccceddd"
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
# Bland and Altman 2007, J Biopharm Stat 17:571, table 1: cardiac ejection of 12 people by two methods, repeatedly.
HEARTS = """1 7.83 6.57, 1 7.42 5.62, 1 7.89 6.90, 1 7.12 6.57, 1 7.88 6.35, 2 6.16 4.06, 2 7.26 4.29, 2 6.71 4.26,
2 6.54 4.09, 3 4.75 4.71, 3 5.24 5.50, 3 4.86 5.08, 3 4.78 5.02, 3 6.05 6.01, 3 5.42 5.67, 4 4.21 4.14, 4 3.61 4.20,
4 3.72 4.61, 4 3.87 4.68, 4 3.92 5.04, 5 3.13 3.03, 5 2.98 2.86, 5 2.85 2.77, 5 3.17 2.46, 5 3.09 2.32, 5 3.12 2.43,
6 5.92 5.90, 6 6.42 5.81, 6 5.92 5.70, 6 6.27 5.76, 7 7.13 5.09, 7 6.62 4.63, 7 6.58 4.61, 7 6.93 5.09, 8 4.54 4.72,
8 4.81 4.61, 8 5.11 4.36, 8 5.29 4.20, 8 5.39 4.36, 8 5.57 4.20, 9 4.48 3.17, 9 4.92 3.12, 9 3.97 2.96, 10 4.22 4.35,
10 4.65 4.62, 10 4.74 3.16, 10 4.44 3.53, 10 4.50 3.53, 11 6.78 7.20, 11 6.07 6.09, 11 6.52 7.00, 11 6.42 7.10,
11 6.41 7.40, 11 5.76 6.80, 12 5.06 4.50, 12 4.72 4.20, 12 4.90 3.80, 12 4.80 3.80, 12 4.90 4.20, 12 5.10 4.50"""
BEATS = [[float(number) for number in row.split()] for row in HEARTS.split(",")]


def spelled(rows: list[str]) -> list[list[int | None]]:
    """The ratings of rows of digits."""
    return [[None if sign == "." else int(sign) for sign in row] for row in rows]


def printed(value: float, text: str) -> bool:
    """Whether a value is what was printed, to its last digit."""
    return f"{value:.{len(text.split('.')[1])}f}" == text
