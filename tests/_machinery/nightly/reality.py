"""What Python itself says of a release: signatures, and warnings of real calls.

It runs in the environment of that release, and shares nothing with what
`surface.py` finds out but the list of the modules and of their names.
"""

import importlib
import inspect
import json
import os
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from enum import Enum
from pathlib import Path
from typing import Any

from tests._harness.releases.surface import MODULES, exported_names

# The words by which Dagster's warnings tell the stage of what was called.
STAGES = {
    "is currently in beta": "beta",
    "is deprecated and will be removed": "deprecated",
    "is experimental": "experimental",
    "is currently in preview": "preview",
    "is superseded": "superseded",
}
UNKNOWN = "unknown"
NO_CALL = "no call"
Facts = dict[str, str]


def list_callables() -> Iterator[tuple[str, Any, int]]:
    """Yield each name and each method that a user may call.

    With it: how many parameters Python passes by itself.
    """
    seen = set()
    for module in MODULES:
        with suppress(ImportError):
            package = importlib.import_module(module)
            prefix = "" if module == MODULES[0] else f"{module}:"
            for name in exported_names(package):
                value = getattr(package, name, None)
                if id(value) in seen or not callable(value):
                    continue
                seen.add(id(value))
                if not hasattr(value, "__origin__"):  # an alias of types
                    yield f"{prefix}{name}", value, 0
                if inspect.isclass(value):
                    yield from _methods(f"{prefix}{name}", value)


def _methods(name: str, target: type) -> Iterator[tuple[str, Any, int]]:
    for member in dir(target):
        static = inspect.getattr_static(target, member)
        is_method = isinstance(static, classmethod | staticmethod)
        if member.startswith(("_", "model_")):
            continue
        if inspect.isfunction(static) or is_method:
            value = getattr(target, member)
            owner = getattr(inspect.unwrap(value), "__module__", "") or ""
            if owner.startswith(("dagster", "metaxy")):
                yield f"{name}.{member}", value, int(not is_method)
        elif isinstance(static, property) and static.fget:
            yield f"{name}.{member}", static.fget, 1
        else:
            yield f"{name}.{member}", None, 0  # there, and nothing to call


def call(
    target: Any, passed: int, keywords: dict[str, object] | None = None
) -> tuple[str, str]:
    """Call it for real; give the stage that it warns of, and its error."""
    error = ""
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        try:
            target(*[None] * passed, **keywords or {})
        except BaseException as raised:
            error = f"{type(raised).__name__}: {raised}"
    texts = [str(each.message) for each in heard]
    found = [s for words, s in STAGES.items() if any(words in t for t in texts)]
    return " ".join(found), error


def find_facts(asked: dict[str, list[str]]) -> Facts:
    """Look at everything that can be called.

    Args:
        asked: For each name, the keywords to try, as they are in no signature.
    """
    facts: Facts = {}
    for name, target, passed in [*list_callables()]:
        if target is None:
            facts[name] = NO_CALL
            continue
        stage, error = call(target, passed)
        is_made = not inspect.isroutine(target)  # a class, a resource, ...
        has_failed = is_made and error and not stage
        facts[name] = UNKNOWN if has_failed else f"warns: {stage}"
        if inspect.isclass(target) and issubclass(target, Enum):
            continue  # nobody makes a member
        try:
            parameters = [*inspect.signature(target).parameters.values()]
        except (ValueError, TypeError):
            continue
        for place, each in enumerate(parameters[passed:]):
            if each.kind not in (each.VAR_KEYWORD, each.VAR_POSITIONAL):
                by_keyword = each.kind is each.KEYWORD_ONLY
                needed = each.default is each.empty
                facts[f"{name}({each.name})"] = (
                    f"{'required' if needed else 'optional'} "
                    f"{'by keyword' if by_keyword else place}"
                )
        if parameters and parameters[-1].kind is inspect.Parameter.VAR_KEYWORD:
            missing = [
                p.name
                for p in parameters[passed:]
                if p.default is p.empty and p.kind is not p.VAR_POSITIONAL
            ][:-1]
            named = {each.name for each in parameters}
            others = [k for k in asked.get(name, []) if k not in named]
            facts |= _try_keywords(name, target, passed, missing, others)
    return facts


def _try_keywords(
    name: str,
    target: Callable[..., Any],
    passed: int,
    needed: list[str],
    keywords: list[str],
) -> Iterator[tuple[str, str]]:
    """Pass keywords that are not in a signature, and see which are refused."""

    def is_refused(keyword: str) -> bool:
        values = {**dict.fromkeys(needed), keyword: object()}
        _, error = call(target, passed, values)
        return "unexpected keyword" in error.lower()

    takes_any = not is_refused("a_keyword_of_nobody")
    for keyword in keywords:
        found = "no" if is_refused(keyword) else "hidden"
        yield f"{name}({keyword})", UNKNOWN if takes_any else found


def main(file: str, asked: str) -> None:
    """Write what was found."""
    found, text = Path(file).absolute(), Path(asked).read_text()
    with (
        tempfile.TemporaryDirectory() as folder,
        Path(os.devnull).open("w") as nowhere,
        redirect_stdout(nowhere),
        redirect_stderr(nowhere),
    ):
        os.chdir(folder)
        facts = find_facts(json.loads(text))
    found.write_text(json.dumps(facts))


if __name__ == "__main__":
    main(*sys.argv[1:])
