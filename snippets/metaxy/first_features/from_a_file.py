"""Read the configuration from the `metaxy.toml` next to the program."""

from pathlib import Path

import metaxy as mx

config = mx.init(Path(__file__).with_name("metaxy.toml"))

if __name__ == "__main__":
    print(config.project, list(config.stores))
    # → shop ['dev']
    print(type(config.get_store("dev")).__name__)
    # → DeltaMetadataStore
