import { expect, it } from 'vitest';
import { browserName } from './browser-name.ts';

const APPLE = 'AppleWebKit/537.36 (KHTML, like Gecko)';

it.each([
  [`Mozilla/5.0 (X11; Linux x86_64) ${APPLE} Chrome/146.0.0.0 Safari/537.36`, 'Chrome, Linux'],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${APPLE} Chrome/146.0.0.0 Safari/537.36 Edg/146.0`, 'Edge, Windows'],
  [`Mozilla/5.0 (Windows NT 10.0) ${APPLE} Chrome/144.0 YaBrowser/26.1 Safari/537.36`, 'Яндекс Браузер, Windows'],
  [`Mozilla/5.0 (Linux; Android 16; Pixel 9) ${APPLE} Chrome/146.0 Mobile Safari/537.36`, 'Chrome, Android'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile/15E148 Safari/604.1', 'Safari, iOS'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:146.0) Gecko/20100101 Firefox/146.0', 'Firefox, macOS'],
  ['curl/8.5.0', ''],
  ['', ''],
])('%s', (userAgent, name) => expect(browserName(userAgent)).toBe(name));
