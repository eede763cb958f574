/** Settings that do nothing yet: docs/settings.md marks the same. */
export const LATER: readonly string[] = [
  ...['notifications.merge_window_s', 'notifications.last_calls', 'notifications.show_requests'],
  ...['links.company', 'links.lead', 'links.request'],
];
