import { Badge, Card, Group, SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { wholeHost } from '../../../../../domain/settings/addresses.ts';
import type { Settings } from '../../../api/enterprise.ts';
import { useTexts } from '../../../texts/texts-context.ts';
import { partsOf, type Draft } from './draft.ts';
import { useDraft, usePlace } from './form-context.ts';
import { popupNodes } from './popup-nodes.tsx';
import { samplePopup, SCENARIOS, shareOf, type SampleSettings, type Scenario } from './popup-samples.ts';
import { Subheading } from '../form/subheading.tsx';

/** The popup of each scenario, made by what makes a call's, of what stands in the form now. */
export function PopupPreview() {
  const { popups: words } = useTexts().uon;
  const draft = useDraft().getValues();
  const { settings } = usePlace().enterprise;
  const [direction, setDirection] = useState<'incoming' | 'outgoing'>('incoming');
  const [atMs] = useState(() => Date.now());
  const { create_client_on_call: createsClient } = draft[`${direction}_call_actions`];
  const { last_calls: lastCalls, show_requests: showRequests } = draft.notifications;
  const wanted = { createsClient, lastCalls, showRequests };
  const sample = { ...sampleOf(draft, settings), ...wanted, direction, atMs };
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="sm">
        <Subheading>{words.preview}</Subheading>
        <SegmentedControl
          size="xs"
          aria-label={words.direction}
          data={(['incoming', 'outgoing'] as const).map((value) => ({ value, label: words.directions[value] }))}
          value={direction}
          onChange={(value) => setDirection(value === 'outgoing' ? 'outgoing' : 'incoming')}
        />
      </Group>
      <Text size="sm" c="dimmed">
        {words.previewHint}
      </Text>
      {draft.notifications.mode === 'none' || !draft.notifications[direction] ? (
        <Text fw={600}>{words.none}</Text>
      ) : (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {SCENARIOS.map((scenario) => (
            <Shown key={scenario} scenario={scenario} sample={sample} />
          ))}
        </SimpleGrid>
      )}
    </Stack>
  );
}

function Shown({ scenario, sample }: { readonly scenario: Scenario; readonly sample: SampleSettings }) {
  const { popups: words } = useTexts().uon;
  const { notifications } = useDraft().getValues();
  const share = shareOf(scenario, notifications);
  return (
    <Card component="figure" withBorder padding="sm" m={0} className={share === 0 ? 'uon-unused' : ''}>
      <Group component="figcaption" justify="space-between" mb="xs" gap="xs">
        <Text size="sm" fw={600}>
          {words.scenarios[scenario]}
        </Text>
        {share < 100 && (
          <Badge variant="light" color={share === 0 ? 'gray' : 'blue'} tt="none">
            {share === 0 ? words.notUsed : words.share(share)}
          </Badge>
        )}
      </Group>
      <div className="uon-popup">{popupNodes(samplePopup(scenario, sample))}</div>
    </Card>
  );
}

function sampleOf(draft: Draft, { timezone, lines: [line] }: Settings) {
  const [extension = '151'] = Object.values(draft.user_extensions).flatMap(partsOf);
  const subdomain = draft.subdomain.trim() === '' ? '' : wholeHost(draft.subdomain);
  return { links: draft.links, subdomain, timezone, line: line?.name ?? line?.trunk ?? '', extension };
}
