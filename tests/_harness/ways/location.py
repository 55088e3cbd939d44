"""The code location that the code server of the ways loads."""

from tests._harness.ways.definitions import load_ordered

defs = load_ordered()
