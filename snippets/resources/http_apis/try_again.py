"""Ask again when a server is busy, and not when it says no."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import dagster as dg
import httpx
import tenacity


# --8<-- [start:retry]
def may_pass(error: BaseException) -> bool:
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code in {429, 502, 503, 504}
    return isinstance(error, httpx.TransportError)


class ShopApi(dg.ConfigurableResource):
    url: str

    @tenacity.retry(
        retry=tenacity.retry_if_exception(may_pass),
        wait=tenacity.wait_exponential_jitter(multiplier=0.05, jitter=0.05),
        stop=tenacity.stop_after_attempt(5),
        reraise=True,
    )
    def get(self, path: str) -> httpx.Response:
        return httpx.get(f"{self.url}{path}", timeout=10).raise_for_status()


@dg.asset
def orders(shop_api: ShopApi) -> None:
    print(shop_api.get("/orders").json())
    # → [{'id': 7, 'amount': 40}]


# --8<-- [end:retry]
class Shop(BaseHTTPRequestHandler):
    answers = iter([503, 429, 200])

    # --8<-- [start:shop]
    def do_GET(self) -> None:
        status = next(self.answers)
        print(status)
        # → 503
        # → 429
        # → 200
        # --8<-- [end:shop]
        self.send_response(status)
        self.end_headers()
        self.wfile.write(b'[{"id": 7, "amount": 40}]')


if __name__ == "__main__":
    with HTTPServer(("127.0.0.1", 0), Shop) as server:
        Thread(target=server.serve_forever, args=(0.01,)).start()
        url = f"http://127.0.0.1:{server.server_port}"
        dg.materialize([orders], resources={"shop_api": ShopApi(url=url)})
        server.shutdown()
