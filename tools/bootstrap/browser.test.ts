import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { findBrowser } from './browser.mjs';

function folderWith(...files: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'uon-telephony-browser-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const file of files) {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), '');
    chmodSync(join(folder, file), 0o755);
  }
  return folder;
}
const nowhere = { PATH: '/nowhere', PLAYWRIGHT_BROWSERS_PATH: '/nowhere' };

it('takes the browser that is given, and no other one instead', () => {
  const folder = folderWith('chromium', 'mine');
  expect(findBrowser({ ...nowhere, PATH: folder, CHROMIUM_PATH: join(folder, 'mine') })).toBe(join(folder, 'mine'));
  expect(findBrowser({ ...nowhere, PATH: folder, CHROMIUM_PATH: '/nowhere/chrome' })).toBeUndefined();
});

it('else one on PATH, else Playwright’s, else none', () => {
  const folder = folderWith('chromium', 'chromium-1200/chrome-linux64/chrome');
  const path = join(folder, 'chromium-1200', 'chrome-linux64', 'chrome');
  expect(findBrowser({ ...nowhere, PATH: folder, PLAYWRIGHT_BROWSERS_PATH: folder })).toBe(join(folder, 'chromium'));
  expect(findBrowser({ ...nowhere, PLAYWRIGHT_BROWSERS_PATH: folder })).toBe(path);
  expect(findBrowser(nowhere)).toBeUndefined();
});
