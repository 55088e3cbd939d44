"""A store whose class is misspelled."""

import metaxy as mx

dev = mx.StoreConfig(
    type="metaxy.ext.delta.DeltaMetadataStore", config={"root_path": "metadata"}
)
config = mx.init(mx.MetaxyConfig(stores={"dev": dev}))

if __name__ == "__main__":
    config.get_store("dev")
