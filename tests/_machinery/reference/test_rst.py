"""Dagster's docstrings become Markdown, or the build stops."""

from textwrap import dedent

import pytest

from docs._ext.reference.rst import (
    EXAMPLE_TITLE,
    UnknownRstError,
    first_sentence,
    to_markdown,
)

ASSET = '<autoref optional identifier="dagster.asset"><code>{}</code></autoref>'


def convert(text: str) -> str:
    entries = {"asset": "dagster.asset", "dagster.asset": "dagster.asset"}
    text = dedent(text).strip()
    return to_markdown(text, "a_name", entries.get).strip()


@pytest.mark.parametrize(
    ("rst", "markdown"),
    [
        ("``x = 1``", "`x = 1`"),
        (":py:class:`dagster.asset`", ASSET.format("dagster.asset")),
        (":py:func:`~dagster.asset`", ASSET.format("asset")),
        (":func:`@asset <dagster.asset>`", ASSET.format("@asset")),
        ("`~dagster.asset`", ASSET.format("asset")),
        ("``~dagster.asset``", ASSET.format("asset")),
        ("`:py:class:~dagster.asset`", ASSET.format("asset")),
        (":py:class:`Elsewhere`", "`Elsewhere`"),
        (":ref:`the guide <guide>`", "the guide"),
        ("`@asset <asset>`", ASSET.format("@asset")),
        ("`built-in types <builtin>`", "`built-in types`"),
        ("`zones <https://x.org/a>`_", "[zones](https://x.org/a)"),
        ("[an asset][dagster.asset]", ASSET.format("an asset")),
        (r"0 0 \\* \\*", r"0 0 \* \*"),
        ("a/<name>.json", "a/&lt;name>.json"),
        ("`a/<b>` and <i>", "`a/<b>` and &lt;i>"),
        ("Text.\n\n:meta private:", "Text."),
    ],
)
def test_inline(rst: str, markdown: str) -> None:
    assert convert(rst) == markdown


def test_a_code_block_says_that_it_was_not_run() -> None:
    rst = """
        Text.

        .. code-block:: python
            :caption: x

            ``a`` = :py:class:`b`
                # more
    """
    assert convert(rst).splitlines() == [
        "Text.",
        "",
        "",
        f'```python title="{EXAMPLE_TITLE}"',
        "``a`` = :py:class:`b`",
        "    # more",
        "```",
    ]


def test_a_code_block_in_a_parameter_stays_there() -> None:
    rst = """
        Args:
            x (int): So:

                .. code-block:: python

                    x = 1
    """
    lines = convert(rst).splitlines()
    assert lines[:2] == ["Args:", "    x (int): So:"]
    assert f'        ```python title="{EXAMPLE_TITLE}"' in lines
    assert "        x = 1" in lines


def test_a_literal_block_becomes_a_fence() -> None:
    assert convert("So::\n\n    x").splitlines() == [
        "So:",
        "",
        f'```text title="{EXAMPLE_TITLE}"',
        "x",
        "```",
    ]


@pytest.mark.parametrize(
    "rst", [".. note::\n    Mind it.", "Note:\n    Mind it."]
)
def test_a_note_becomes_an_admonition(rst: str) -> None:
    assert convert(rst).splitlines() == ["!!! note", "", "    Mind it."]


@pytest.mark.parametrize("title", ["Args", "Arguments", "Parameters"])
def test_field_lists_stay_for_the_parser(title: str) -> None:
    rst = f"Text.\n{title}:\n\n    x (int): One."
    assert convert(rst).splitlines() == [
        "Text.",
        "",
        "Args:",
        "    x (int): One.",
    ]


def test_other_titled_blocks_become_text() -> None:
    rst = "Example usage:\n    Call it."
    assert convert(rst).splitlines() == ["**Example usage**", "", "Call it."]


@pytest.mark.parametrize(
    "markdown",
    ["- one\n\n    more", '!!! tip "So"\n\n    ??? example\n        x'],
)
def test_what_markdown_indents_stays_indented(markdown: str) -> None:
    assert convert(markdown) == markdown


def test_text_below_text_is_not_code() -> None:
    assert convert("Text.\n\n    More.\nEnd.") == "Text.\n\nMore.\n\nEnd."


def test_a_field_that_is_a_space_off_is_a_field() -> None:
    rst = "Args:\n    x (int): One.\n\n        More.\n   y (int):\n       Two."
    assert convert(rst).splitlines() == [
        "Args:",
        "    x (int): One.",
        "",
        "        More.",
        "    y (int):",
        "        Two.",
    ]


@pytest.mark.parametrize(
    "item",
    ["x (list[int]): One.", "x: (list[int]): One.", "x (list[int]: One."],
)
def test_the_head_of_a_field_is_mended(item: str) -> None:
    assert convert(f"Args:\n    {item}").endswith("    x (list[int]): One.")


@pytest.mark.parametrize(
    ("rst", "markdown"),
    [
        ("list[int]: Some.\n        More.", "list[int]: Some.\n    More."),
        ("int:\n        Some.\n        More.", "int: Some.\n    More."),
        ("A key such as: x", ": A key such as: x"),
    ],
)
def test_a_result_has_a_type_or_none(rst: str, markdown: str) -> None:
    assert convert(f"Returns:\n    {rst}") == f"Returns:\n    {markdown}"


def test_a_list_gets_its_empty_line() -> None:
    assert convert("One of:\n* a\n* b") == "One of:\n\n* a\n* b"


@pytest.mark.parametrize(
    ("rst", "what"),
    [
        (".. figure:: x.png", "the directive 'figure'"),
        (":kbd:`Enter`", "the role 'kbd'"),
        ("See `there`_ for more.", "See `there`_ for more."),
        ("An ``open literal.", "An ``open literal."),
        (".. |x| replace:: y\n\n.. _label:", ".. _label:"),
    ],
)
def test_unknown_rst_stops_the_build_and_names_it(rst: str, what: str) -> None:
    with pytest.raises(
        UnknownRstError, match="the docstring of a_name"
    ) as error:
        convert(f"First.\n\n{rst}")
    assert what in str(error.value)


def test_the_first_sentence() -> None:
    text = "It opens e.g. a file,\nand closes it. Then more.\n\nAnd more."
    assert first_sentence(text) == "It opens e.g. a file, and closes it."
    assert first_sentence("```python\nx\n```") == ""
