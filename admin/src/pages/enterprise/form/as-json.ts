/** As it is sent: a key that is not set is not there. */
export function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
