import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { hostilePopup, hostileWords, HOSTILE_WORDS } from '../../domain/hostile-popup.fixture.ts';
import { mergedPopupText } from '../../domain/merged-popup-text.ts';
import { NO_DETAILS, type PopupCaller, type PopupFacts } from '../../domain/popup-facts.ts';
import { pageLinks } from '../../domain/popup-links.ts';
import type { CallEnd } from '../../domain/popup-merging.ts';
import { popupText } from '../../domain/popup-text.ts';
import { integrationsConfig } from '../../domain/settings.ts';
import { withBrowser } from './browser.ts';
import { ASKED_FOR, WITH_DETAILS } from './popup-scenarios.ts';

const browser = withBrowser();
const open = async () => (await browser.open('about:blank', { viewport: { width: 960, height: 900 } })).page;

it('popups read and lead where they were asked to, and what more is known stands below', async () => {
  const page = await open();
  await page.setContent(sheet());
  const shown = z.array(z.array(z.object({ lines: z.string(), links: z.array(z.string()) }))).parse(
    await page.evaluate(`[...document.querySelectorAll('tr.asked')].map((row) => [...row.querySelectorAll('.popup')].map((popup) => ({
      lines: popup.innerText, links: [...popup.querySelectorAll('a')].map(({ href, target }) => target + ' ' + href) })))`),
  );
  expect(shown).toHaveLength(ASKED_FOR.length);
  for (const [wanted, sent] of shown) expect(sent).toEqual(wanted);
  if (!process.env['SCREENSHOTS']) return;
  const pictures = { popups: 'table', 'popups-details': 'main', popup: 'main .popup >> nth=0' };
  for (const [name, of] of Object.entries(pictures))
    await page.locator(of).screenshot({ path: `docs/images/${name}.png` });
});

const LINKS = pageLinks(integrationsConfig.parse({}).uon.links, 'id1.u-on.ru');
const CARD = 'A href,target client_edit.php';

/** A popup with words from outside, and what a browser is to find in it whatever they are. */
const HOSTILE = [
  {
    name: 'of one call',
    textOf: (words: readonly string[]) => popupText(hostileFacts(words), LINKS),
    meant: ['B', CARD, 'A href,target lead/edit', 'A href,target request/edit'],
  },
  { name: 'of several calls', textOf: severalCalls, meant: ['B', CARD, 'B', CARD] },
];

it.each(HOSTILE)(
  'a browser finds no other elements in a popup $name than are meant, whatever the names are',
  async ({ textOf, meant }) => {
    const page = await open();
    const found = async (html: string) =>
      z.array(z.string()).parse(await page.evaluate(`(${ELEMENTS})(${JSON.stringify(html)})`));
    expect(await found(textOf(Array.from({ length: HOSTILE_WORDS }, () => '')))).toEqual(meant);
    const asMeant = async (words: string[]) => {
      expect(await found(textOf(words))).toEqual(meant);
    };
    await fc.assert(fc.asyncProperty(hostileWords, asMeant), { numRuns: 200 });
  },
);

function hostileFacts(words: readonly string[]): PopupFacts {
  const [caller, over] = hostilePopup(words);
  const base = { direction: 'incoming', managerId: '7', atMs: 0, timezone: 'Europe/Minsk' } as const;
  return { ...base, line: '', extension: '', ...over, caller };
}

/** A company, a number that is none, and a stranger, each with the same words in its line. */
function severalCalls(words: readonly string[]): string {
  const facts = hostileFacts(words);
  const dialled: PopupCaller = { kind: 'no-number', text: words[1] ?? '' };
  const stranger: PopupCaller = {
    kind: 'unknown',
    phoneE164: '+375296254071',
    createdClientId: null,
    details: NO_DETAILS,
  };
  const call = (caller: PopupCaller, ended: CallEnd | null = null) => ({
    facts: { ...facts, caller },
    links: LINKS,
    ended,
  });
  return mergedPopupText([call(facts.caller, 'missed'), call(dialled), call(stranger, 'over')], 10_000);
}

/** What a browser makes of a text: its elements, comments too, each with its attributes and whose page a link leads to. */
const ELEMENTS = `(html) => {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const walk = document.createTreeWalker(body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_COMMENT | NodeFilter.SHOW_CDATA_SECTION);
  const found = [];
  while (walk.nextNode()) {
    const { nodeName, attributes = [], href } = walk.currentNode;
    const names = [...attributes].map(({ name }) => name).sort().join();
    const path = href ? / ?https:\\/\\/id1\\.u-on\\.ru\\/(client_edit\\.php|lead\\/edit|request\\/edit)/.exec(href)?.[1] : '';
    found.push([nodeName, names, path].filter(Boolean).join(' '));
  }
  return found;
}`;

function sheet(): string {
  const popup = (html: string) => `<div class="popup">${html}</div>`;
  const asked = ASKED_FOR.map(
    ({ name, wanted, sent }) =>
      `<tr class="asked"><th>${name}</th><td>${popup(wanted)}</td><td>${popup(sent)}</td></tr>`,
  );
  const more = WITH_DETAILS.map(
    ({ name, sent, isWide = false }) =>
      `<figure class="${isWide ? 'wide' : ''}"><figcaption>${name}</figcaption>${popup(sent)}</figure>`,
  );
  return `<!doctype html><html lang="ru"><meta charset="utf-8"><style>${STYLE}</style>
    <table><tr><td></td><th>Как описано</th><th>Как приходит</th></tr>${asked.join('')}</table>
    <h2>Когда о звонящем известно больше</h2><main>${more.join('')}</main></html>`;
}

const STYLE = `
  body { font: 13.5px/1.35 system-ui, sans-serif; margin: 24px; background: #fff; color: #1f2733 }
  th, figcaption { text-align: left; vertical-align: top; font-weight: 600; padding: 8px 16px 8px 0 }
  td { vertical-align: top; padding: 6px 16px 6px 0 }
  main { display: flex; flex-wrap: wrap; gap: 16px; align-items: flex-start }
  figure { margin: 0; max-width: 292px }
  .wide { max-width: none }
  main .popup { width: 262px; font-size: 13px }
  main .wide .popup { width: 860px }
  .popup { width: 345px; white-space: pre-line; background: #fff; border: 1px solid #ccd3dc; padding: 10px 14px }
  a { color: #1567b5 }`;
