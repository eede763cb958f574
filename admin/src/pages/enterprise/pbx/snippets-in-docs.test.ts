import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { pbxSnippets } from '../../../../../domain/pbx-snippets.ts';
import { en } from '../../../texts/en.ts';
import { ru } from '../../../texts/ru.ts';

const place = { url: 'https://telephony.example', timezone: 'Europe/Minsk' };
const { words, placeholder: token } = en.pbx.snippets;
const english = pbxSnippets({ ...place, token, words });

it('docs/pbx-events.md has the snippets that the page gives', () => {
  const page = readFileSync('docs/pbx-events.md', 'utf8');
  const blocks = [...page.matchAll(/```(?:sh|ini)\n([^]*?)```/g)].map(([, block]) => block);
  expect(blocks).toEqual([english.script, english.install, english.dialplan, english.usage]);
});

it('the comments alone differ from language to language', () => {
  const russian = pbxSnippets({ ...place, token, words: ru.pbx.snippets.words });
  const bare = (text: string) => text.replace(/^[#;] .*$/gm, '');
  for (const part of ['script', 'install', 'dialplan', 'usage'] as const)
    expect(bare(russian[part])).toBe(bare(english[part]));
});
