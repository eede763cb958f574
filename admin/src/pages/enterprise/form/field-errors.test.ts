import { expect, it } from 'vitest';
import { sortErrors } from './field-errors.ts';

const wrong = (field: string) => ({ field, message: `wrong ${field}` });

it.each([
  ['', ['name', 'lines'], 'lines[1].phone', 'lines.1.phone'],
  ['', ['name', 'lines'], 'name', 'name'],
  ['', ['name', 'lines'], 'timezone', null],
  ['integrations_config.uon', ['links'], 'integrations_config.uon.links.client', 'links.client'],
  ['integrations_config.uon', ['webhook_ips'], 'integrations_config.uon.webhook_ips[0]', 'webhook_ips.0'],
  ['integrations_config.uon', ['links'], 'links.client', null],
  ['integrations_config.uon', ['links'], 'integrations_config.uonlinks', null],
])('below %j a form with %j has %s at %j', (below, fields, field, path) => {
  const { ofForm, others } = sortErrors([wrong(field)], { below, fields });
  expect(ofForm).toEqual(path === null ? {} : { [path]: `wrong ${field}` });
  expect(others).toEqual(path === null ? [wrong(field)] : []);
});
