/** The parts of the page, in their order. */
export const SECTIONS = ['connection', 'incoming', 'outgoing', 'popups', 'managers', 'webhooks', 'limits'] as const;
export type SectionName = (typeof SECTIONS)[number];

/** Keys that stand in a part, by how their paths begin. */
const STARTS: readonly (readonly [SectionName, RegExp])[] = [
  ['incoming', /^incoming_call_actions\b/],
  ['outgoing', /^outgoing_call_actions\b/],
  ['popups', /^(notifications|links)\b/],
  ['managers', /^(user_extensions|default_manager_id)\b/],
  ['webhooks', /^(webhook|originate_)/],
  ['limits', /^(cache|calls)\b/],
];

/** The part in which a field stands. */
export function sectionOf(path: string): SectionName {
  return STARTS.find(([, start]) => start.test(path))?.[0] ?? 'connection';
}
