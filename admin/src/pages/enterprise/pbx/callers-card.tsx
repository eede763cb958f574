import { Card, Stack, Text, Title } from '@mantine/core';
import { callerSnippets, type CallerSnippets } from '../../../../../domain/caller-snippets.ts';
import { usePublicUrl } from '../../../api/installation.ts';
import { useTexts } from '../../../texts/texts-context.ts';
import { SnippetPart } from './snippet-part.tsx';

interface Props {
  /** One that was just made: it stands in the dialplan then. */
  readonly token: string | null;
}

const PARTS: readonly (keyof CallerSnippets)[] = ['curl', 'fastagi', 'usage'];

/** What the agency's Asterisk needs to show who calls and to ring the right one first, ready to be pasted. */
export function CallersCard({ token }: Props) {
  const { callers: texts, snippets: of } = useTexts().pbx;
  const address = usePublicUrl();
  if (!address) return null;
  const snippets = callerSnippets({ url: address.url, token: token ?? of.placeholder, words: texts.words });
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
          <Text size="sm">{token === null ? of.noToken : of.withToken}</Text>
        </Stack>
        {PARTS.map((part) => (
          <SnippetPart key={part} title={texts[part]} file="extensions.conf" text={snippets[part]} />
        ))}
      </Stack>
    </Card>
  );
}
