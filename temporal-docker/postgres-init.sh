#!/bin/sh
# Run once by the PostgreSQL image, when its volume is empty: a role of its own for Temporal and for us, so that neither
# reads what the other stores.
set -eu
psql --set ON_ERROR_STOP=1 --no-psqlrc --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
\getenv temporal_password TEMPORAL_DB_PASSWORD
\getenv telephony_password TELEPHONY_DB_PASSWORD
CREATE ROLE temporal LOGIN PASSWORD :'temporal_password';
CREATE ROLE telephony LOGIN PASSWORD :'telephony_password';
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;
CREATE DATABASE telephony OWNER telephony;
REVOKE CONNECT ON DATABASE temporal, temporal_visibility, telephony FROM PUBLIC;
SQL
