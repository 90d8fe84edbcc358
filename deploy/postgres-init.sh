#!/bin/bash
# Runs once, when the database volume is empty: the plain owner of the application's database.
set -eu
psql --no-psqlrc --set ON_ERROR_STOP=1 --set password="$APP_DATABASE_PASSWORD" --username "$POSTGRES_USER" <<'SQL'
CREATE ROLE app LOGIN PASSWORD :'password';
CREATE DATABASE povertyapp OWNER app;
SQL
