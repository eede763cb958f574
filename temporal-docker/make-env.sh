#!/bin/sh
# Writes .env from .env.example with secrets of its own; the rest is filled in by hand. Needs openssl.
set -eu
cd "$(dirname "$0")"
if [ -e .env ]; then
  echo '.env is there already: its secrets are in use, so it is left as it is' >&2
  exit 1
fi
service_token=$(openssl rand -hex 32)
codec_token=$(printf %s codec-endpoint | openssl dgst -sha256 -hmac "$service_token" | sed 's/.*= //')
umask 077
sed \
  -e "s/^POSTGRES_PASSWORD=$/&$(openssl rand -hex 24)/" \
  -e "s/^TEMPORAL_DB_PASSWORD=$/&$(openssl rand -hex 24)/" \
  -e "s/^TELEPHONY_DB_PASSWORD=$/&$(openssl rand -hex 24)/" \
  -e "s/^SECRETS_KEY=$/&$(openssl rand -hex 32)/" \
  -e "s/^SERVICE_TOKEN=$/&$service_token/" \
  -e "s/^CODEC_TOKEN=$/&$codec_token/" \
  .env.example > .env
echo '.env has its secrets; fill in BUILD_ID and the addresses, and keep a copy of SECRETS_KEY elsewhere'
