import { Card, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../../../texts/texts-context.ts';
import { SnippetPart, type Snippet } from './snippet-part.tsx';

interface Props {
  readonly heading: string;
  readonly hint: string;
  /** What else is to be known of them. */
  readonly note?: ReactNode;
  /** One that was just made: it stands in the snippets then. */
  readonly token: string | null;
  readonly snippets: readonly Snippet[];
}

/** Snippets for the agency's Asterisk that belong together. */
export function SnippetsFrame({ heading, hint, note, token, snippets }: Props) {
  const { snippets: texts } = useTexts().pbx;
  return (
    <Card withBorder padding="lg">
      <Stack>
        <Stack gap={4}>
          <Title order={2} size="h4">
            {heading}
          </Title>
          <Text size="sm" c="dimmed">
            {hint}
          </Text>
          {note}
          <Text size="sm">{token === null ? texts.noToken : texts.withToken}</Text>
        </Stack>
        {snippets.map((snippet) => (
          <SnippetPart key={snippet.title} {...snippet} />
        ))}
      </Stack>
    </Card>
  );
}
