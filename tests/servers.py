"""Real servers on the loopback address, with the configurations that the build wrote."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

MODULES = Path("/usr/lib/nginx/modules")
PATIENCE = 30.0


def program(name: str) -> str:
    """The path of a server. Missing is a skip here and a failure on a CI machine."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if found is None:
        assert not os.environ.get("CI"), f"no {name}: scripts/find-servers installs it"
        pytest.skip(f"{name} is not on this machine; scripts/find-servers says how to get it")
    return found


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def _root(folder: Path, site: Path, base: str) -> Path:
    """A folder in which the site lies below its path."""
    root = folder / "root"
    target = root / base.strip("/")
    if base == "/":
        return site
    target.parent.mkdir(parents=True, exist_ok=True)
    target.symlink_to(site)
    return root


@contextmanager
def nginx(folder: Path, site: Path, hosting: Path, base: str) -> Iterator[str]:
    """nginx with the site; yields the address of the site's root."""
    server, port = program("nginx"), free_port()
    static = MODULES / "ngx_http_brotli_static_module.so"
    brotli = static.is_file()
    assert brotli or not os.environ.get("CI"), "no Brotli for nginx: see scripts/find-servers"
    config = folder / "nginx.conf"
    config.write_text(
        (f"load_module {static};\n" if brotli else "")
        + f"""daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
{"user root;" if os.geteuid() == 0 else ""}
events {{ worker_connections 256; }}
http {{
  access_log off; client_body_temp_path {folder}/a; proxy_temp_path {folder}/b;
  fastcgi_temp_path {folder}/c; uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  include {hosting}/nginx-http.conf;
  server {{
    listen 127.0.0.1:{port}; server_name localhost; root {_root(folder, site, base)};
    {"brotli_static on;" if brotli else ""}
    include {hosting}/nginx-server.conf;
  }}
}}
""",
        "utf-8",
    )
    with _running([server, "-c", str(config), "-p", str(folder)], folder, port):
        yield f"http://127.0.0.1:{port}{base}"


@contextmanager
def caddy(folder: Path, site: Path, hosting: Path, base: str) -> Iterator[str]:
    """Caddy with the site; yields the address of the site's root."""
    server, port = program("caddy"), free_port()
    config = folder / "Caddyfile"
    config.write_text(
        f"""{{
    admin off
    auto_https off
}}
import {hosting}/Caddyfile
http://127.0.0.1:{port} {{
    root * {_root(folder, site, base)}
    import record
}}
""",
        "utf-8",
    )
    with _running([server, "run", "--config", str(config)], folder, port):
        yield f"http://127.0.0.1:{port}{base}"


@contextmanager
def _running(command: list[str], folder: Path, port: int) -> Iterator[None]:
    log = (folder / "server.log").open("w")
    environment = os.environ | {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    process = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
    try:
        until = time.monotonic() + PATIENCE
        while True:
            assert process.poll() is None, (folder / "server.log").read_text("utf-8")
            with socket.socket() as sock:
                if sock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait()
        log.close()
