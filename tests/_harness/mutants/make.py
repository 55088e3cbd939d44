"""Breaks a program in one place at a time.

The changes are those of mutmut, whose own command changes nothing but the
bodies of functions; here they are made wherever a definition is. Left out:
changes of upper and lower case in strings, which SQL does not heed, and the
demonstration below the definitions.
"""

from dataclasses import dataclass

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators


@dataclass(frozen=True)
class Mutant:
    """A program with one change."""

    line: int  # the line that changed, counted from 1
    before: str  # the changed expression, as it was
    after: str  # the same, as it is now
    source: str  # the whole program

    def __str__(self) -> str:
        """The change in one line."""
        before, after = (" ".join(t.split()) for t in (self.before, self.after))
        return f"{self.line}: {before} => {after}"


def find_mutants(source: str) -> list[Mutant]:
    """Make every mutant of a program's definitions."""
    wrapper = MetadataWrapper(cst.parse_module(source), unsafe_skip_copy=True)
    finder = _Finder(wrapper.module)
    wrapper.visit(finder)
    return finder.mutants


class _Finder(cst.CSTVisitor):
    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self, module: cst.Module) -> None:
        super().__init__()
        self.module = module
        self.mutants: list[Mutant] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if self._is_left_out(node):
            return False
        for kind, operator in mutation_operators:
            if isinstance(node, kind):
                for changed in operator(node):
                    self._replace(node, changed)
        if isinstance(node, cst.Decorator):
            self._add(node, "", self.module.deep_remove(node))
        return True

    def _is_left_out(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.If):  # the demonstration
            return "__name__" in self.module.code_for_node(node.test)
        return isinstance(node, cst.Import | cst.ImportFrom | cst.Annotation)

    def _replace(self, node: cst.CSTNode, changed: cst.CSTNode) -> None:
        before, after = map(self.module.code_for_node, (node, changed))
        if after.lower() != before.lower():
            self._add(node, after, self.module.deep_replace(node, changed))

    def _add(self, node: cst.CSTNode, after: str, module: object) -> None:
        assert isinstance(module, cst.Module)
        line = self.get_metadata(PositionProvider, node).start.line
        before = self.module.code_for_node(node)
        self.mutants.append(Mutant(line, before, after, module.code))
