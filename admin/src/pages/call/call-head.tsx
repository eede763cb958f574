import { Anchor, Card, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { isGoingOn, type CallStoryAnswer } from '../../api/call-story.ts';
import { InnerTitle } from '../../layout/page-title.tsx';
import { useTexts } from '../../texts/texts-context.ts';
import { DirectionIcon } from '../calls/direction.tsx';
import { ResultBadge } from '../calls/result-badge.tsx';
import { callPhoneTold } from '../calls/who-told.ts';
import { CallFacts } from './call-facts.tsx';
import { HoldsUp } from './holds-up.tsx';
import { Outside } from './outside.tsx';

interface Given {
  readonly number: string;
  readonly story: CallStoryAnswer;
  readonly zone: string | undefined;
}

/** Who it was, how it went, and where more of it is. */
export function CallHead({ number, story, zone }: Given) {
  const { calls, callPage } = useTexts();
  const { call } = story;
  const phone = callPhoneTold(call, calls);
  const heading = call.direction ? callPage.heading(calls.directions[call.direction]) : callPage.headingUnknown;
  return (
    <Card withBorder padding="md">
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" gap="sm">
          <Stack gap={2} miw={0}>
            <Group gap={6} c="dimmed">
              <DirectionIcon direction={call.direction} />
              <Text size="sm">{heading}</Text>
            </Group>
            <InnerTitle>{call.name ?? phone}</InnerTitle>
            {call.name !== null && call.phone !== null && (
              <Anchor component={Link} to={`/enterprises/${number}/customers/${call.phone.slice(1)}`} size="sm">
                {phone}
              </Anchor>
            )}
          </Stack>
          <Group gap="sm">
            <ResultBadge call={call} />
            {story.temporal !== null && (
              <Outside href={story.temporal}>
                <Text size="sm">{callPage.temporal}</Text>
              </Outside>
            )}
          </Group>
        </Group>
        {isGoingOn(story) && <HoldsUp number={number} />}
        {isGoingOn(story) && (
          <Text size="sm" c="dimmed" role="status">
            {callPage.running}
          </Text>
        )}
        {call.is_recovered && <Text size="sm">{callPage.recovered}</Text>}
        {call.forgotten && <Text size="sm">{callPage.forgotten}</Text>}
        <CallFacts story={story} zone={zone} />
      </Stack>
    </Card>
  );
}
