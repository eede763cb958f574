import type { CountryCode } from 'libphonenumber-js/max';
import { z } from 'zod';

import { inputWords } from './input-words.ts';
import { readPhone } from './phone.ts';
import { integrationsConfig } from './settings.ts';
import type { SmartSettings, TelegramSettings, UonSettings } from './settings.ts';
import { listOf, looseId, orDefault, orMissing, orUnset, text } from './settings/fields.ts';
import { line } from './settings/line.ts';
import type { Line } from './settings/line.ts';
import { country, timezone } from './settings/place.ts';
import { problemsOf } from './settings/problems.ts';
import type { SettingsProblem } from './settings/problems.ts';
import { unstorableTexts } from './settings/storable.ts';

/** An agency with its own PBX, without its secrets. */
export interface Enterprise {
  readonly number: string;
  readonly name: string;
  /** IANA zone of the times that the PBX writes. */
  readonly timezone: string;
  /** ISO 3166 country whose national numbers the PBX writes. */
  readonly country: CountryCode;
  readonly lines: readonly Line[];
  readonly uon: UonSettings;
  readonly smart: SmartSettings;
  readonly telegram: TelegramSettings;
}

/** Does what U-ON says of a name replace what our own list of customers has? */
export function isUonFirstForNames({ uon, smart }: Pick<Enterprise, 'uon' | 'smart'>): boolean {
  return uon.primary || smart.primary === 'uon';
}

/** The file that `npm run enterprise -- apply` takes, secrets in clear. */
export type EnterpriseFile = z.output<typeof enterpriseFileSchema>;

/** Every mistake of an enterprise file, each with the path of its field. Holds no value of the file. */
export class EnterpriseFileError extends Error {
  override readonly name = 'EnterpriseFileError';
  readonly problems: readonly SettingsProblem[];

  constructor(problems: readonly SettingsProblem[]) {
    super(problems.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join('\n'));
    this.problems = problems;
  }
}

/**
 * Checks an enterprise file and fills in its defaults.
 * @throws EnterpriseFileError that lists all mistakes at once
 */
export function readEnterpriseFile(content: unknown): EnterpriseFile {
  const result = enterpriseFileSchema.safeParse(content, { error: inputWords });
  const problems = [
    ...(result.success ? [] : problemsOf(result.error)),
    ...problemsOfLines(content),
    ...unstorableTexts(content),
  ];
  if (result.success && problems.length === 0) return result.data;
  throw new EnterpriseFileError(problems);
}

const token = z
  .string({ error: orMissing('must be a text') })
  .refine((value) => /^[^\s\p{Cc}](?:[^\p{Cc}]*[^\s\p{Cc}])?$/u.test(value) && value.length <= 1000, {
    error: 'must be 1 to 1000 characters that begin and end without a space',
  })
  .refine((value) => !/^•+$/.test(value), { error: 'is masked: give the value itself' })
  .meta({ description: 'What its PBX sends as `Token`', examples: ['change-me-to-what-the-pbx-sends'] });

/** What an enterprise is, beside its integrations. */
const masterData = {
  number: looseId.refine((id) => /^[A-Za-z0-9_-]{1,32}$/.test(id), { error: 'must be 1 to 32 letters or digits' }),
  name: orUnset(text),
  timezone: orDefault(timezone, 'Europe/Minsk'),
  country: orDefault(country, 'BY'),
};

/** An enterprise that is to be made; all else is set afterwards. */
export const newEnterpriseSchema = z.strictObject(masterData);

/** An enterprise as its file says it. */
export const enterpriseFileSchema = z
  .strictObject({
    ...masterData,
    token,
    lines: orDefault(listOf(line), []),
    integrations_config: integrationsConfig,
  })
  .transform((file) => ({
    ...file,
    name: file.name ?? file.number,
    lines: file.lines.map((given) => ({ ...given, phone: ownPhone(given.phone, file.country) })),
  }))
  .meta({ id: 'EnterpriseFile', description: 'An enterprise with its settings: docs/settings.md explains each key' });

/** What no single field shows: trunks listed twice, and phones, which are read by the country of the enterprise. */
function problemsOfLines(content: unknown): SettingsProblem[] {
  const { data } = linesOfCountry.safeParse(content);
  const lines = (data?.lines ?? []).map((given) => line.safeParse(given).data);
  return lines.flatMap((given, index) => {
    if (!data || !given) return [];
    const problems: SettingsProblem[] = [];
    const isFirst = lines.findIndex((other) => other?.trunk === given.trunk) === index;
    if (!isFirst) problems.push({ field: `lines[${index}].trunk`, message: 'is listed twice' });
    if (given.phone !== undefined && !ownPhone(given.phone, data.country)) {
      const message = `must be a telephone number (of ${data.country}, or with +)`;
      problems.push({ field: `lines[${index}].phone`, message });
    }
    return problems;
  });
}

const linesOfCountry = z.object({ country: orDefault(country, 'BY'), lines: z.array(z.unknown()) });

function ownPhone(phone: string | undefined, inCountry: CountryCode): string | undefined {
  const read = phone === undefined ? undefined : readPhone(phone, inCountry);
  return read?.kind === 'number' ? read.e164 : undefined;
}
