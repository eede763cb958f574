export type BodyFormat = 'json' | 'form' | 'none';

export interface Body {
  format: BodyFormat;
  fields: Record<string, unknown>;
}

/** Texts whose Cyrillic is lost when they come in a form. */
const SPOILT_BY_FORMS = new Set(['u_name', 'u_surname', 'u_sname', 'u_note', 'note']);

/** The parameters of a request's body. What can't be read counts as no parameters at all. */
export function readBody(contentType: string | undefined, raw: unknown): Body {
  if (!Buffer.isBuffer(raw) || raw.length === 0) return { format: 'none', fields: {} };
  if (contentType?.includes('json')) return { format: 'json', fields: readJson(raw.toString('utf8')) };
  return { format: 'form', fields: readForm(raw.toString('utf8')) };
}

function readJson(source: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(source);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function readForm(source: string): Record<string, unknown> {
  const spoilt = [...new URLSearchParams(source)].map(([name, value]): [string, string] => [
    name,
    SPOILT_BY_FORMS.has(name) ? value.replace(/\p{Script=Cyrillic}/gu, '?') : value,
  ]);
  return Object.fromEntries(spoilt);
}
