"""A caption tells how to open a program in Dagster's UI."""

from pathlib import Path

import pytest

from docs._ext.core.site import Site
from docs._ext.open_in_ui import caption_part

DEFS = "defs = dg.Definitions()\n"
MAIN = '\nif __name__ == "__main__":\n    os.environ["SHOP_FOLDER"] = "a"\n'
OPENS = "In Dagster’s UI: <code>dg dev -f shop.py</code>"


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("orders = 40\n", "Run: <code>python shop.py</code>"),
        (DEFS + MAIN, OPENS),
        (
            f'dg.EnvVar("B_TOKEN")\ndg.EnvVar.int("A_SIZE")\n{DEFS}{MAIN}',
            f"{OPENS}, which reads <code>A_SIZE</code> and "
            "<code>B_TOKEN</code>",
        ),
        (
            f'os.environ["SHOP_INBOX"]\n{DEFS}',
            f"{OPENS}, which reads <code>SHOP_INBOX</code>",
        ),
    ],
)
def test_a_caption_names_the_variables_that_the_definitions_read(
    tmp_path: Path, program: str, words: str
) -> None:
    file = tmp_path / "snippets/topic/shop.py"
    file.parent.mkdir(parents=True)
    file.write_text(program)
    caption = caption_part(Site(tmp_path), "snippets/topic/shop.py", "")
    assert caption == f'<span class="open">{words}</span>'
