import { Stack, Text, Title } from '@mantine/core';
import type { CallStoryAnswer } from '../../api/call-story.ts';
import { useTexts } from '../../texts/texts-context.ts';
import { DecisionLine } from './decision-line.tsx';
import { EventLine } from './event-line.tsx';
import { RequestsLine } from './requests-line.tsx';
import { StepLine } from './step-line.tsx';
import { storyLines } from './story-lines.ts';
import type { LineOf } from './line.tsx';

/** What happened in a call, from above to below. */
export function Story({
  number,
  story,
  zone,
}: {
  readonly number: string;
  readonly story: CallStoryAnswer;
  readonly zone: string | undefined;
}) {
  const { callPage } = useTexts();
  const lines = storyLines(story);
  const of: LineOf = { number, story, zone };
  return (
    <Stack component="section" gap="sm" aria-labelledby="story">
      <div>
        <Title order={3} size="h4" id="story">
          {callPage.story}
        </Title>
        <Text size="sm" c="dimmed">
          {lines.length === 0 ? callPage.noSteps : callPage.legend}
        </Text>
      </div>
      <ol className="story bare-list">
        {lines.map((line, index) => {
          // Lines are only added, and a step keeps its beginning: its place among those of its time names it.
          const key = `${line.kind} ${line.at} ${index}`;
          if (line.kind === 'decision') return <DecisionLine key={key} of={of} decision={line.decision} />;
          if (line.kind === 'event') return <EventLine key={key} of={of} event={line.event} />;
          if (line.kind === 'step') return <StepLine key={key} of={of} step={line.step} requests={line.requests} />;
          return <RequestsLine key={key} of={of} at={line.at} requests={line.requests} />;
        })}
      </ol>
      {story.has_more_requests && (
        <Text size="sm" c="dimmed">
          {callPage.request.more}
        </Text>
      )}
    </Stack>
  );
}
