import { Card, SimpleGrid, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Settings } from '../../../api/enterprise.ts';
import { useTexts } from '../../../texts/texts-context.ts';
import { Subheading } from '../form/subheading.tsx';
import { popupNodes } from '../form/popup-nodes.tsx';
import { sampleMessage, STATES } from './message-samples.ts';
import type { TelegramDraft } from './telegram-draft.ts';

interface Props {
  readonly draft: Pick<TelegramDraft, 'language' | 'mask_phone'>;
  readonly settings: Settings;
}

/** The message of a call as it changes, made by what makes a call's, of what stands in the form now. */
export function MessagePreview({ draft, settings }: Props) {
  const { telegram: words } = useTexts();
  const [atMs] = useState(() => Date.now());
  return (
    <Stack gap="sm">
      <Subheading>{words.preview}</Subheading>
      <Text size="sm" c="dimmed">
        {words.previewHint}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {STATES.map((state) => (
          <Card key={state} component="figure" withBorder padding="sm" m={0}>
            <Text component="figcaption" size="sm" fw={600} mb="xs">
              {words.states[state]}
            </Text>
            <div className="telegram-message">{popupNodes(sampleMessage(state, draft, settings, atMs))}</div>
          </Card>
        ))}
      </SimpleGrid>
    </Stack>
  );
}
