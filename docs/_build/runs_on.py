"""Says on which releases of Dagster a snippet has been seen to run."""


def runs_on(snippet: str) -> str:
    """Give the releases in words, such as `runs on 1.11 to 1.13`, or nothing.

    Args:
        snippet: The snippet's path from the root of the repository.
    """
    return ""
