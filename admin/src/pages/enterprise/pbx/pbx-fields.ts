import type { Settings } from '../../../api/enterprise.ts';

/** What the place of the PBX has in its form. */
export interface PbxFields {
  readonly name: string;
  readonly country: Settings['country'];
  readonly timezone: string;
  readonly lines: readonly LineFields[];
}

export interface LineFields {
  readonly trunk: string;
  readonly name: string;
  readonly phone: string;
}

export const NEW_LINE: LineFields = { trunk: '', name: '', phone: '' };

export function pbxFieldsOf({ name, country, timezone, lines }: Settings): PbxFields {
  const told = lines.map((line) => ({ trunk: line.trunk, name: line.name ?? '', phone: line.phone ?? '' }));
  return { name, country, timezone, lines: told };
}

export function withPbxFields(settings: Settings, { name, country, timezone, lines }: PbxFields): Settings {
  const given = lines.map((line) => ({ trunk: line.trunk, name: orNone(line.name), phone: orNone(line.phone) }));
  return { ...settings, name, country, timezone, lines: given };
}

function orNone(text: string): string | undefined {
  return text.trim() === '' ? undefined : text;
}
