"""Metaxy's IO manager without a store."""

import metaxy.ext.dagster as mxd

mxd.MetaxyIOManager()
