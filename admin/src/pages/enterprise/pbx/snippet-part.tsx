import { Stack, Text, Title } from '@mantine/core';
import { CopiedText } from '../../../layout/copied-text.tsx';
import { useTexts } from '../../../texts/texts-context.ts';

/** What is to be pasted, and under which title. */
export interface Snippet {
  readonly title: string;
  /** Where it goes. */
  readonly file: string;
  readonly text: string;
}

/** Something to be pasted into a file of the PBX. */
export function SnippetPart({ title, file, text }: Snippet) {
  const { snippets: texts } = useTexts().pbx;
  return (
    <Stack gap={6}>
      <Title order={3} size="h5">
        {title}{' '}
        <Text span size="xs" c="dimmed" ff="monospace" className="long-word">
          {file}
        </Text>
      </Title>
      <CopiedText text={text} label={texts.copy(title)} isBlock />
    </Stack>
  );
}
