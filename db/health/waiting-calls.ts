/** A step takes a second or two, also where U-ON is slow: one that is under way for longer, in seconds, waits for something. */
const STEP_WAITS_S = 10;

/**
 * SQL: is a step of the open call (a row of `calls`) under way for too long? Only for `closed_at is null`: of few calls are steps
 * taken apart. Their times are ISO 8601 in UTC, which are in order as texts.
 */
export const isWaitingCall = `jsonb_path_exists(steps, '$[*] ? (@.status == "running" && @.at < $before)',
  jsonb_build_object('before', to_char((clock_timestamp() - interval '${STEP_WAITS_S} s') at time zone 'UTC',
                                       'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))`;
