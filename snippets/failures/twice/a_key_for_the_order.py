"""Order from a shop with a key that is the same in each retry."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import ClassVar

import dagster as dg
import httpx


# --8<-- [start:asset]
class ShopApi(dg.ConfigurableResource):
    url: str

    def order(self, product: str, key: str) -> None:
        headers = {"Idempotency-Key": key}
        httpx.post(f"{self.url}/{product}", headers=headers, timeout=10)


days = dg.DailyPartitionsDefinition("2025-05-01")


@dg.asset(partitions_def=days, retry_policy=dg.RetryPolicy(max_retries=1))
def restocked(context: dg.AssetExecutionContext, shop_api: ShopApi) -> None:
    shop_api.order("coffee", f"restocked/{context.partition_key}")
    if context.retry_number == 0:
        raise TimeoutError("the answer came too late")


# --8<-- [end:asset]
class Shop(BaseHTTPRequestHandler):
    seen: ClassVar[set[str]] = set()

    # --8<-- [start:shop]
    def do_POST(self) -> None:
        key = self.headers["Idempotency-Key"]
        print("known already" if key in self.seen else "ordered", key)
        # → ordered restocked/2025-05-01
        # → known already restocked/2025-05-01
        self.seen.add(key)
        self.send_response(200)
        self.end_headers()
        # --8<-- [end:shop]


if __name__ == "__main__":
    with HTTPServer(("127.0.0.1", 0), Shop) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        resources = {"shop_api": ShopApi(url=url)}
        dg.materialize(
            [restocked], resources=resources, partition_key="2025-05-01"
        )
        server.shutdown()
