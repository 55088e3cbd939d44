"""A plugin of pytest that Metaxy brings, on a pytest newer than it knows."""

import pytest_cases

print(pytest_cases.__version__)
