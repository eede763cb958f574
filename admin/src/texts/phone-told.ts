/** Numbers of Belarus and Russia in groups, as they are written there; others as they are. */
const GROUPS = /^(\+375|\+7)(\d{2,3})(\d{3})(\d{2})(\d{2})$/;

/** `+375 29 700-31-34` of `+375297003134`. */
export function phoneTold(e164: string): string {
  return e164.replace(GROUPS, '$1 $2 $3-$4-$5');
}
