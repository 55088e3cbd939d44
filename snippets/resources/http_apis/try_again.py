"""Ask again when a server is busy."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import dagster as dg
import httpx
import tenacity


# --8<-- [start:retry]
class ShopApi(dg.ConfigurableResource):
    url: str

    @tenacity.retry(stop=tenacity.stop_after_attempt(5), reraise=True)
    def get(self, path: str) -> None:
        httpx.get(f"{self.url}{path}", timeout=10).raise_for_status()


@dg.asset
def orders(shop_api: ShopApi) -> None:
    shop_api.get("/orders")


# --8<-- [end:retry]
class Shop(BaseHTTPRequestHandler):
    # --8<-- [start:shop]
    answers = iter([503, 200])

    def do_GET(self) -> None:
        print("asked")
        # → asked
        # → asked
        self.send_response(next(self.answers))
        # --8<-- [end:shop]
        self.end_headers()


if __name__ == "__main__":
    with HTTPServer(("127.0.0.1", 0), Shop) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        dg.materialize([orders], resources={"shop_api": ShopApi(url=url)})
        server.shutdown()
