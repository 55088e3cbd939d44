"""What a page is to show of a file, found in another way than it is shown."""

from docs._ext.core.includes import Include, without_section_marks
from docs._ext.core.site import ROOT


def file_text(include: Include) -> str:
    """What pymdownx.snippets is to show of a file."""
    text = (ROOT / include.path).read_text()
    if include.section:
        _, _, rest = text.partition(f"[start:{include.section}]\n")
        text, _, _ = rest.partition(f"[end:{include.section}]")
        text = text.rpartition("\n")[0] + "\n"
    lines = without_section_marks(text).splitlines()
    indents = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    margin = min(indents) if include.section else 0
    return "\n".join(line[margin:] for line in lines).strip("\n")
