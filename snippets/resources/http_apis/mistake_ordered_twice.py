"""A request that is made again although it has been served."""

import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import dagster as dg
import httpx
import tenacity


# --8<-- [start:asset]
class ShopApi(dg.ConfigurableResource):
    url: str

    @tenacity.retry(stop=tenacity.stop_after_attempt(2), reraise=True)
    def order(self, product: str) -> None:
        httpx.post(f"{self.url}/orders", json=product, timeout=0.2)


@dg.asset
def restocked(shop_api: ShopApi) -> None:
    shop_api.order("coffee")


class Shop(BaseHTTPRequestHandler):
    seconds = iter([0.4, 0])

    def do_POST(self) -> None:
        print("ordered")
        # → ordered
        # → ordered
        time.sleep(next(self.seconds))
        self.send_response(201)
        self.end_headers()


# --8<-- [end:asset]


if __name__ == "__main__":
    with HTTPServer(("127.0.0.1", 0), Shop) as server:
        Thread(target=server.serve_forever, args=(0.01,)).start()
        url = f"http://127.0.0.1:{server.server_port}"
        dg.materialize([restocked], resources={"shop_api": ShopApi(url=url)})
        server.shutdown()
