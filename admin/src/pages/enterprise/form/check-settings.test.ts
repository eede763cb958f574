import { expect, it } from 'vitest';
import { readEnterpriseFile } from '../../../../../domain/enterprise.ts';
import type { Settings } from '../../../api/enterprise.ts';
import { problemsOfSettings } from './check-settings.ts';

const settings = readEnterpriseFile({ number: '0367', token: 'x' });
const { uon } = settings.integrations_config;
const withUon = (more: Partial<typeof uon>): Settings => ({
  ...settings,
  token: '••••••••',
  integrations_config: { ...settings.integrations_config, uon: { ...uon, ...more } },
});

it('masks of secrets are right, a secret of which a mask is left over is not', () => {
  expect(problemsOfSettings(withUon({ api_key: '••••••••abcd', originate_secret: '••••••••' }))).toEqual([]);
  const [problem] = problemsOfSettings(withUon({ api_key: 'a••••••••abcd' }));
  expect(problem?.field).toBe('integrations_config.uon.api_key');
});

it('lines are checked by the country of the enterprise', () => {
  const lines = [{ trunk: '1', name: undefined, phone: '12' }];
  expect(problemsOfSettings({ ...settings, lines })).toEqual([
    { field: 'lines[0].phone', message: 'must be a telephone number (of BY, or with +)' },
  ]);
});
