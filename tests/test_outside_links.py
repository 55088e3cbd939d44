"""A link that leads away is on the list, or a message says what to do."""

import pytest
from bs4 import BeautifulSoup

from docs._build.outside_links import LIST, Links, compare_links, find_links

HERE = "https://away.example/"
HTML = f"""
<a href="{HERE}menu">outside the text</a>
<article>
<a href="{HERE}">away</a><a href="{HERE}">again</a>
<a href="../define/">here</a><a href="http://127.0.0.1:3000">yours</a>
<a rel="edit" href="{HERE}edit">edit</a>
</article>
"""


def test_each_link_in_the_text_is_found_once_with_its_pages() -> None:
    page = BeautifulSoup(HTML, "html.parser")
    assert find_links([("b", page), ("a", page)]) == {HERE: ["a", "b"]}


@pytest.mark.parametrize(
    ("listed", "found"),
    [({}, {HERE: ["a"]}), ({HERE: ["a"]}, {}), ({HERE: ["a"]}, {HERE: ["b"]})],
)
def test_a_list_that_is_not_that_of_the_site_is_refused(
    listed: Links, found: Links
) -> None:
    (problem,) = compare_links(listed, found)
    assert problem == (
        f"{LIST}: {HERE} stands on {found.get(HERE, [])}, not on "
        f"{listed.get(HERE, [])}; write the list with "
        "`uv run python -m docs._build.outside_links site`"
    )


def test_a_list_that_is_that_of_the_site_is_accepted() -> None:
    assert compare_links({HERE: ["a"]}, {HERE: ["a"]}) == []
