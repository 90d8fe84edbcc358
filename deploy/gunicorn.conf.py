"""The web server, the same in the demo and in production; sizes come from the environment."""

import os

bind = os.environ.get("LISTEN", "0.0.0.0:8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 120
graceful_timeout = int(os.environ.get("WEB_GRACE", "8"))
keepalive = 30
# A worker that served this many requests is replaced: a slow leak never becomes an outage.
max_requests = 10_000
max_requests_jitter = 1_000
# The proxy is the only one who can reach us in production; it says whether the outer connection was TLS.
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
accesslog = "-"
errorlog = "-"
# The path without its query: what people search for does not belong into a log.
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(B)s bytes %(M)s ms"
# Loaded once, before the workers are forked: they share its memory.
preload_app = True
# Its default place is shared by all installations of a user; nobody asks it here.
control_socket_disable = True


def when_ready(server):
    """Spare the workers the walks of the garbage collector through all that is loaded."""
    from povertyapp.core.collecting import leave_what_is_loaded

    leave_what_is_loaded()


def post_fork(server, worker):
    """Let no worker share a connection that was opened while loading."""
    from django.db import connections

    connections.close_all()
