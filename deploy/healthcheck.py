"""Ask the web server of this container for its health; exit 0 only where all of it is well."""

import http.client
import os
import sys

host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()
line = http.client.HTTPConnection("127.0.0.1", 8000, timeout=8)
try:
    # The proxy speaks TLS to the outside; without this header the answer would be a redirect to it.
    line.request("GET", "/healthz", headers={"Host": host, "X-Forwarded-Proto": "https"})
    sys.exit(0 if line.getresponse().status == 200 else 1)
except OSError as error:
    sys.exit(f"the web server does not answer: {error}")
