"""A pytest plugin that Metaxy installs, and a pytest too new for it."""

import pytest_cases

print(pytest_cases.__version__)
