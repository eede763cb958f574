import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

const LOG = fileURLToPath(new URL('log.ts', import.meta.url));

/** What a process of its own writes to stdout. */
function logged(statement: string): string {
  const script = `import { createLogger } from ${JSON.stringify(LOG)}; const log = createLogger({ name: 'test' }); ${statement}`;
  return execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
}

test('keys and tokens are hidden, at the top and below', () => {
  const line = logged("log.info({ apiKey: 'k-1', req: { headers: { authorization: 'Bearer k-2' } } }, 'x')");
  expect(line).not.toMatch(/k-1|k-2/);
  expect(line).toContain('[hidden]');
});

test('of a phone the last two digits stay', () => {
  const line = logged("log.info({ phone: '+375290000001', event: { Phone: '375290000002' } }, 'x')");
  expect(JSON.parse(line)).toMatchObject({ phone: '…01', event: { Phone: '…02' } });
});

test('the row that PostgreSQL puts in an error is hidden', () => {
  const line = logged(
    "log.error({ err: Object.assign(new Error('no'), { detail: 'Key (phone)=(375290000001)' }) }, 'x')",
  );
  expect(line).not.toContain('375290000001');
});
