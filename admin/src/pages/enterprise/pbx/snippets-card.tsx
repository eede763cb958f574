import { Card, Stack, Text, Title } from '@mantine/core';
import { PBX_SCRIPT_PATH, pbxSnippets, type PbxSnippets } from '../../../../../domain/pbx-snippets.ts';
import { usePublicUrl } from '../../../api/installation.ts';
import { useTexts } from '../../../texts/texts-context.ts';
import { SnippetPart } from './snippet-part.tsx';

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
  return (
    <Card withBorder padding="lg">
      <Stack>
        <Stack gap={4}>
          <Title order={2} size="h4">
            {texts.heading}
          </Title>
          <Text size="sm" c="dimmed">
            {texts.hint}
          </Text>
          <Text size="sm" className="long-word">
            {texts.address(url)}
            {!isSure && `. ${texts.unsure}`}
          </Text>
          <Text size="sm">{token === null ? texts.noToken : texts.withToken}</Text>
        </Stack>
        {PARTS.map(([part, file]) => (
          <SnippetPart key={part} title={texts[part]} file={file} text={snippets[part]} />
        ))}
      </Stack>
    </Card>
  );
}
