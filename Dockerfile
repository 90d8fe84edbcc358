# One image for web, worker, beat and migrations. Nothing in it is secret; all settings come from the environment.

FROM node:22-bookworm-slim AS front-end
WORKDIR /app
COPY package.json package-lock.json ./
COPY script/no-icons script/no-icons
RUN npm ci --ignore-scripts --no-audit --no-fund

FROM python:3.11-slim-bookworm AS packages
COPY requirements.lock .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes --requirement requirements.lock

FROM python:3.11-slim-bookworm
# Pango and a Chinese font draw the printed reports.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libpangoft2-1.0-0 libpango-1.0-0 fonts-noto-cjk tini \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 VAR_DIR=/var/lib/povertyapp LANG=C.UTF-8
COPY --from=packages /venv /venv
WORKDIR /app
COPY . .
COPY --from=front-end /app/node_modules/@tabler/core/dist/css node_modules/@tabler/core/dist/css
COPY --from=front-end /app/node_modules/idb/build node_modules/idb/build
# The values below exist during this step only; the running containers get theirs from the environment.
RUN python script/launcher/catalogues.py compile locale/*/LC_MESSAGES/django.po \
    && SECRET_KEY=collects-static-files-and-is-never-used-again FIELD_KEYS=collects-static-files-and-is-never-used-again \
       DATABASE_URL=postgresql://app@/none?host=/none REDIS_URL=unix:///none/broker.sock VAR_DIR=/app/built \
       python manage.py collectstatic --noinput --verbosity 0 \
    && mkdir -p "$VAR_DIR/media" && ln -s /app/built/static "$VAR_DIR/static" && chown -R app "$VAR_DIR"
USER app
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["python", "deploy/healthcheck.py"]
ENTRYPOINT ["tini", "--"]
CMD ["gunicorn", "--config", "deploy/gunicorn.conf.py", "povertyapp.wsgi"]
