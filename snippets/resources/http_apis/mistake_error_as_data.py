"""An error page stored as if it were data."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import dagster as dg
import httpx


# --8<-- [start:asset]
class ShopApi(dg.ConfigurableResource):
    url: str

    def get_orders(self) -> object:
        return httpx.get(f"{self.url}/orders", timeout=10).json()


@dg.asset
def orders(shop_api: ShopApi) -> object:
    return shop_api.get_orders()


# --8<-- [end:asset]
class Shop(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(500)
        self.end_headers()
        self.wfile.write(b'{"error": "out of memory"}')


# --8<-- [start:run]
if __name__ == "__main__":
    with HTTPServer(("127.0.0.1", 0), Shop) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        result = dg.materialize(
            [orders], resources={"shop_api": ShopApi(url=url)}
        )
        print(result.success, result.output_for_node("orders"))
        # → True {'error': 'out of memory'}
        server.shutdown()
# --8<-- [end:run]
