import './zod-without-eval.ts';
import { EnterpriseFileError, readEnterpriseFile } from '../../../../../domain/enterprise.ts';
import { isRecord } from '../../../../../domain/is-record.ts';
import type { SettingsProblem } from '../../../../../domain/settings/problems.ts';
import type { Settings } from '../../../api/enterprise.ts';

/**
 * The mistakes of settings that are to be stored, as the API would name them: by its own schemas. Masked secrets are right: the
 * API has what they stand for.
 */
export function problemsOfSettings(settings: Settings): readonly SettingsProblem[] {
  try {
    readEnterpriseFile(withoutMasks(settings));
    return [];
  } catch (error) {
    if (error instanceof EnterpriseFileError) return error.problems;
    throw error;
  }
}

function withoutMasks({ token: _shown, ...settings }: Settings): object {
  return { ...settings, token: 'kept', integrations_config: unmasked(settings.integrations_config) };
}

function unmasked(value: unknown): unknown {
  if (typeof value === 'string') return value.startsWith('••••') ? null : value;
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, below]) => [key, unmasked(below)]));
}
