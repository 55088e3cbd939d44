"""Silence what is in beta, and still hear of what is in preview."""

import warnings

import dagster as dg

if __name__ == "__main__":
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        warnings.simplefilter("ignore", dg.BetaWarning)
        policy = dg.BackfillPolicy.single_run()
        dg.asset(name="orders", backfill_policy=policy)(lambda: [40, 35])
        print(len(heard))
        # → 0

        warnings.warn("a preview", dg.PreviewWarning, stacklevel=1)
        print(len(heard))
        # → 1
