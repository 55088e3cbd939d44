"""The questions that the search has to answer, as readers type them."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from docs._ext.core.site import Problem, Site, SiteError, address_of

QUESTIONS = "tests/_machinery/questions.tsv"


@dataclass(frozen=True)
class Question:
    """A question, and the pages that answer it.

    Args:
        line: Its line in the file, counted from 1.
        text: What is typed.
        pages: The pages, each as its source from the root of the site.
    """

    line: int
    text: str
    pages: tuple[str, ...]

    @cached_property
    def is_held_out(self) -> bool:
        """Whether the search was made without a look at it: a third are."""
        return int(sha256(self.text.encode()).hexdigest(), 16) % 3 == 0

    def find_place(self, found: list[str]) -> int | None:
        """Tell which of the addresses that were found is right, from 0."""
        right = {address_of(page) for page in self.pages}
        places = (at for at, it in enumerate(found) if it in right)
        return next(places, None)

    def report(self, site: Site, found: list[str]) -> str:
        """Say what was found in place of the right page, and what to do."""
        lines = site.pages[self.pages[0]].splitlines()
        keywords = [at for at, it in enumerate(lines) if "keywords:" in it[:9]]
        place = f"{self.pages[0]}:{(keywords or [0])[0] + 1}"
        return (
            f"{QUESTIONS}:{self.line}: “{self.text}” finds "
            f"{', '.join(found[:3]) or 'nothing'}; add what readers call it to "
            f"`keywords` in {place}"
        )


def read_questions(site: Site) -> list[Question]:
    """Read all questions.

    Raises:
        SiteError: A question names no page, or one that does not exist.
    """
    questions: list[Question] = []
    problems: list[Problem] = []
    text = Path(site.root, QUESTIONS).read_text()
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            continue
        asked, _, answer = line.partition("\t")
        names = answer.partition("\t")[0].split("|")
        pages = tuple(f"docs/{name}.md" for name in names)
        questions.append(Question(number, asked, pages))
        for page in pages:
            if page not in site.pages:
                message = f"“{asked}” is to find {page}, which does not exist"
                problems.append(Problem(QUESTIONS, number, message))
    if problems:
        raise SiteError(problems)
    return questions
