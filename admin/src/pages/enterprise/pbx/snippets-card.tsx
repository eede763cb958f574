import { Text } from '@mantine/core';
import { PBX_SCRIPT_PATH, pbxSnippets, type PbxSnippets } from '../../../../../domain/pbx-snippets.ts';
import { usePublicUrl } from '../../../api/installation.ts';
import { useTexts } from '../../../texts/texts-context.ts';
import { SnippetsFrame } from './snippets-frame.tsx';

interface Props {
  readonly timezone: string;
  /** One that was just made: it stands in the script then. */
  readonly token: string | null;
}

/** Where each goes. */
const PARTS: readonly (readonly [keyof PbxSnippets, string])[] = [
  ['script', PBX_SCRIPT_PATH],
  ['install', 'root'],
  ['dialplan', 'extensions.conf'],
  ['usage', 'extensions.conf'],
];

/** What the agency's Asterisk needs, ready to be pasted. */
export function SnippetsCard({ timezone, token }: Props) {
  const { snippets: texts } = useTexts().pbx;
  const address = usePublicUrl();
  if (!address) return null;
  const { url, isSure } = address;
  const snippets = pbxSnippets({ url, timezone, token: token ?? texts.placeholder, words: texts.words });
  const note = (
    <Text size="sm" className="long-word">
      {texts.address(url)}
      {!isSure && `. ${texts.unsure}`}
    </Text>
  );
  return (
    <SnippetsFrame
      heading={texts.heading}
      hint={texts.hint}
      note={note}
      token={token}
      snippets={PARTS.map(([part, file]) => ({ title: texts[part], file, text: snippets[part] }))}
    />
  );
}
