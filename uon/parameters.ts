import type { UonAccess } from './access.ts';

/** What a request says. `undefined`, `null` and `''` are left out: U-ON calls a parameter without a value wrong. */
export type Parameters = Record<string, string | number | null | undefined>;

export interface RequestBody {
  contentType: string;
  text: string;
}

export function encodeBody(parameters: Parameters, format: UonAccess['bodyFormat']): RequestBody {
  const given = withValues(parameters);
  if (format === 'json') return { contentType: 'application/json', text: JSON.stringify(Object.fromEntries(given)) };
  const form = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]));
  return { contentType: 'application/x-www-form-urlencoded', text: form.toString() };
}

function withValues(parameters: Parameters): [string, string | number][] {
  return Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined || value === null || value === '' ? [] : [[name, value]],
  );
}

/** An id as U-ON writes it in JSON: a number where it is one. */
export function asNumber(id: string | null | undefined): string | number | null | undefined {
  if (id === null || id === undefined || !/^\d{1,15}$/.test(id)) return id;
  return Number(id);
}
