"""Settings of the documentation site: `make docs` builds it from these pages and the code's docstrings."""

from __future__ import annotations

import movescreen

project = "movescreen"
author = "the authors of movescreen"
copyright = author  # the name that Sphinx asks for
release = version = movescreen.__version__

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.autosummary", "numpydoc"]
exclude_patterns = ["kappa_paradox.py", "measured.py"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
nb_execution_mode = "force"  # the notebook is run each time, and an error in it is one of the build
nb_execution_raise_on_error = True
nb_execution_timeout = 120
# The data dictionary is printed by a command and begins with a second heading; links to files outside the site are
# held by a test.
suppress_warnings = ["myst.header", "myst.xref_missing"]

autosummary_generate = True
autodoc_default_options = {"members": True, "show-inheritance": False}
autodoc_typehints = "none"  # numpydoc's sections state types, shapes and units
numpydoc_show_class_members = False
numpydoc_class_members_toctree = False

html_theme = "pydata_sphinx_theme"
html_title = "movescreen"
html_show_sourcelink = False
html_copy_source = False
html_theme_options = {"navigation_with_keys": False, "show_prev_next": False, "secondary_sidebar_items": ["page-toc"]}
