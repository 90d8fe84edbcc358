#!/bin/bash
# Runs before each migration: the owner of the database, the application's role with fewer rights, the database.
# A database of before belonged to the application: its owner becomes the owner of everything in it.
set -eu
export PGPASSWORD="$POSTGRES_PASSWORD"
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --host postgres --username postgres --dbname postgres \
    --set owner_password="$OWNER_DATABASE_PASSWORD" --set app_password="$APP_DATABASE_PASSWORD" <<'SQL'
SELECT format('CREATE ROLE %I LOGIN', name) FROM unnest(ARRAY['owner', 'app']) AS name
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec
ALTER ROLE owner PASSWORD :'owner_password';
ALTER ROLE app PASSWORD :'app_password';
SELECT 'CREATE DATABASE povertyapp OWNER owner'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'povertyapp') \gexec
\connect povertyapp
SELECT 'REASSIGN OWNED BY app TO owner' FROM pg_database
WHERE datname = 'povertyapp' AND datdba = 'app'::regrole \gexec
SQL
