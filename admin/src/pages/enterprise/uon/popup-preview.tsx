import { Badge, Card, Chip, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { wholeHost } from '../../../../../domain/settings/addresses.ts';
import type { Settings } from '../../../api/enterprise.ts';
import { useTexts } from '../../../texts/texts-context.ts';
import { Subheading } from '../form/subheading.tsx';
import { partsOf } from '../form/parts-of.ts';
import type { Draft } from './draft.ts';
import { useDraft, usePlace } from './form-context.ts';
import { popupNodes } from '../form/popup-nodes.tsx';
import { samplePopup, scenariosOf, shareOf, type SampleSettings, type Scenario } from './popup-samples.ts';

type Direction = SampleSettings['direction'];

/** The popup of a scenario, made by what makes a call's, of what stands in the form now. */
export function PopupPreview() {
  const { popups: words } = useTexts().uon;
  const draft = useDraft().getValues();
  const { settings } = usePlace().enterprise;
  const [direction, setDirection] = useState<Direction>('incoming');
  const [scenario, setScenario] = useState<Scenario>('known');
  const [atMs] = useState(() => Date.now());
  const sample = { ...sampleOf(draft, settings, direction), direction, atMs };
  const isNone = draft.notifications.mode === 'none' || !draft.notifications[direction];
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
      {isNone ? <Text fw={600}>{words.none}</Text> : <Scenarios {...{ sample, scenario }} onChoose={setScenario} />}
    </Stack>
  );
}

interface ScenariosProps {
  readonly sample: SampleSettings;
  readonly scenario: Scenario;
  readonly onChoose: (scenario: Scenario) => void;
}

function Scenarios({ sample, scenario, onChoose }: ScenariosProps) {
  const { popups: words } = useTexts().uon;
  const { notifications } = useDraft().getValues();
  const all = scenariosOf(notifications);
  const chosen = all.includes(scenario) ? scenario : 'known';
  return (
    <div className="uon-preview">
      <Chip.Group value={chosen} onChange={(value) => onChoose(all.find((each) => each === value) ?? 'known')}>
        <div role="radiogroup" aria-label={words.who} className="uon-scenarios">
          {all.map((each) => (
            <Chip key={each} value={each} size="sm" radius="md">
              {words.scenarios[each]}
            </Chip>
          ))}
        </div>
      </Chip.Group>
      <Shown scenario={chosen} sample={sample} share={shareOf(chosen, notifications)} />
    </div>
  );
}

interface ShownProps {
  readonly scenario: Scenario;
  readonly sample: SampleSettings;
  readonly share: number;
}

function Shown({ scenario, sample, share }: ShownProps) {
  const { popups: words } = useTexts().uon;
  return (
    <Card component="figure" withBorder shadow="sm" padding="md" m={0} className={share === 0 ? 'uon-unused' : ''}>
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
      <div className="uon-popup" aria-live="polite">
        {popupNodes(samplePopup(scenario, sample))}
      </div>
    </Card>
  );
}

function sampleOf(draft: Draft, { timezone, lines: [line] }: Settings, direction: Direction) {
  const [extension = '151'] = Object.values(draft.user_extensions).flatMap(partsOf);
  const subdomain = draft.subdomain.trim() === '' ? '' : wholeHost(draft.subdomain);
  const { enriched, last_calls: lastCalls, show_requests: showRequests } = draft.notifications;
  return {
    ...{ links: draft.links, subdomain, timezone, line: line?.name ?? line?.trunk ?? '', extension },
    ...{ createsClient: draft[`${direction}_call_actions`].create_client_on_call },
    ...{ lastCalls, showRequests, mergeWindowS: draft.notifications.merge_window_s },
    isPlain: enriched === 'false',
  };
}
