#!/bin/sh
# Makes Temporal's tables, or brings them up to the release of the image; where they are, it changes nothing.
set -eu
update() {
  temporal-sql-tool --database "$1" setup-schema --version 0.0
  temporal-sql-tool --database "$1" update-schema --schema-name "postgresql/v12/$2"
}
update temporal temporal
update temporal_visibility visibility
