"""Ask an HTTP API for orders, with a token and a timeout."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

# --8<-- [start:resource]
import dagster as dg
import httpx
from pydantic import Field


class ShopApi(dg.ConfigurableResource):
    url: str
    token: str = Field(repr=False)

    def client(self) -> httpx.Client:
        headers = {"Authorization": f"Bearer {self.token}"}
        return httpx.Client(base_url=self.url, headers=headers, timeout=10)


@dg.asset
def orders(shop_api: ShopApi) -> None:
    with shop_api.client() as client:
        print(client.get("/orders").raise_for_status().json())
        # → [{'id': 7, 'amount': 40}]


# --8<-- [end:resource]
class Shop(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        known = self.headers["Authorization"] == "Bearer not-a-real-token"
        self.send_response(200 if known else 401)
        self.end_headers()
        self.wfile.write(b'[{"id": 7, "amount": 40}]')


if __name__ == "__main__":
    with HTTPServer(("127.0.0.1", 0), Shop) as server:
        Thread(target=server.handle_request, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        shop_api = ShopApi(url=url, token="not-a-real-token")
        dg.materialize([orders], resources={"shop_api": shop_api})
