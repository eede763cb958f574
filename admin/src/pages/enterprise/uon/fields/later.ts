/** Settings that do nothing yet: docs/settings.md marks the same. */
export const LATER: readonly string[] = [];
