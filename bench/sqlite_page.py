"""One council's figures from SQLite as an HTML page, with what Python brings: Datasette without its framework.

Run with a file of rows as JSON; prints its address, and answers /<slug>.
"""

import html
import json
import sqlite3
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

database = sqlite3.connect("file:figures?mode=memory&cache=shared", uri=True, check_same_thread=False)
rows = json.load(open(sys.argv[1], encoding="utf-8"))
columns = list(rows[0])
database.execute(f"create table figure ({', '.join(columns)})")
database.executemany(
    f"insert into figure values ({', '.join('?' * len(columns))})", [tuple(row.values()) for row in rows]
)
database.execute("create index figure_by_slug on figure (slug)")


class Page(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self):
        slug = unquote(self.path.strip("/"))
        found = database.execute("select * from figure where slug = ? order by year, measure", (slug,)).fetchall()
        head = "".join(f"<th>{html.escape(column)}</th>" for column in columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(str(value))}</td>" for value in row) + "</tr>\n" for row in found
        )
        page = f"<!doctype html><html lang=en><title>{html.escape(slug)}</title><table><tr>{head}</tr>{body}</table>"
        sent = page.encode()
        self.send_response(200 if found else 404)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.send_header("content-length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
print(f"http://localhost:{server.server_port}", flush=True)
server.serve_forever()
