/**
 * SQL: the row is of a channel of call $2 of enterprise $1. One array, so that the index by `uniqueid` finds the rows: of an `or` it
 * would read the whole table.
 */
export const OF_ITS_CHANNELS = `uniqueid = any (
  array(select uniqueid from call_legs where enterprise_number = $1 and call_id = $2) || $2::text)`;
