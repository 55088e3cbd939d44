"""Only the first page of several."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import dagster as dg
import httpx


# --8<-- [start:asset]
class ShopApi(dg.ConfigurableResource):
    url: str

    def get_orders(self) -> object:
        response = httpx.get(f"{self.url}/orders", timeout=10)
        return response.raise_for_status().json()["orders"]


@dg.asset
def orders(shop_api: ShopApi) -> None:
    print(shop_api.get_orders())
    # → [7, 8]


class Shop(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        pages = {
            "/orders": b'{"orders": [7, 8], "next": "/orders?page=2"}',
            "/orders?page=2": b'{"orders": [9], "next": null}',
        }
        self.send_response(200)
        self.end_headers()
        self.wfile.write(pages[self.path])


# --8<-- [end:asset]
if __name__ == "__main__":
    with HTTPServer(("127.0.0.1", 0), Shop) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        dg.materialize([orders], resources={"shop_api": ShopApi(url=url)})
        server.shutdown()
