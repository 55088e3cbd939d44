"""A request that is made again although it has been served."""

import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import dagster as dg
import httpx
import tenacity


# --8<-- [start:asset]
class ShopApi(dg.ConfigurableResource):
    url: str

    @tenacity.retry(stop=tenacity.stop_after_attempt(2))
    def order(self, product: str) -> None:
        httpx.post(f"{self.url}/{product}", timeout=0.2)


@dg.asset
def restocked(shop_api: ShopApi) -> None:
    shop_api.order("coffee")


class Shop(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        print("ordered", self.path)
        # → ordered /coffee
        # → ordered /coffee
        time.sleep(0.4)


# --8<-- [end:asset]
if __name__ == "__main__":
    with ThreadingHTTPServer(("127.0.0.1", 0), Shop) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        resources = {"shop_api": ShopApi(url=url)}
        dg.materialize([restocked], resources=resources, raise_on_error=False)
        server.shutdown()
