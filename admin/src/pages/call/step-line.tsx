import { Text } from '@mantine/core';
import { useTexts } from '../../texts/texts-context.ts';
import { Line, type LineOf } from './line.tsx';
import { Requests } from './requests.tsx';
import { StepFailure } from './step-failure.tsx';
import { stepExtra } from './step-extra.ts';
import { stepTold } from './step-told.ts';
import type { StoryRequest, StoryStep } from './story-lines.ts';
import { useManagerName } from './use-manager-name.ts';

/** What was done, or why not. */
export function StepLine({
  of,
  step,
  requests,
}: {
  readonly of: LineOf;
  readonly step: StoryStep;
  readonly requests: readonly StoryRequest[];
}) {
  const texts = useTexts();
  const managerName = useManagerName(of.number);
  const { steps, call } = of.story;
  const { name, ended, why } = stepTold(step, { steps, clientId: call.client_id, managerName }, texts);
  const more = [why, ...stepExtra(step, of.story, texts)].filter(Boolean);
  return (
    <Line of={of} at={step.at} sign={step.status}>
      <Text size="sm" component="span">
        <b>{name}</b>: {ended}
      </Text>
      {more.length > 0 && (
        <Text size="sm" c="dimmed">
          {more.join(' · ')}
        </Text>
      )}
      {step.status === 'failed' && <StepFailure of={of} step={step} isTold={why !== null} />}
      <Requests requests={requests} />
    </Line>
  );
}
