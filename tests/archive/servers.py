"""Real servers on this computer that note who asks."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Server:
    """Answers `pages[path]`, a (status, headers, body), or a function of the request that writes the answer."""

    def __init__(self, pages=None, host="127.0.0.1"):
        self.pages = {} if pages is None else pages
        self.asked = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                outer.asked.append((self.path, dict(self.headers)))
                found = outer.pages.get(self.path, (404, {}, b"none"))
                if callable(found):
                    found = found(self)
                if found is None:
                    return
                status, headers, body = found
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args):
                pass

        class Held(ThreadingHTTPServer):
            address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
            daemon_threads = True

            def handle_error(self, request, client_address):
                pass

        self.server = Held((host, 0), Handler)
        self.port = self.server.server_address[1]
        self.origin = f"http://{f'[{host}]' if ':' in host else host}:{self.port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def paths(self):
        return [path for path, _ in self.asked]

    def close(self):
        self.server.shutdown()
        self.server.server_close()
