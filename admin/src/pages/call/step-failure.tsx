import { Stack, Text } from '@mantine/core';
import { useRef } from 'react';
import { failureIn } from '../../../../domain/journal.ts';
import { useSession } from '../../api/session.ts';
import { useTexts } from '../../texts/texts-context.ts';
import { failureTold } from './failure-told.ts';
import type { LineOf } from './line.tsx';
import { RepeatStep } from './repeat-step.tsx';
import type { StoryStep } from './story-lines.ts';

/** Why a step failed, what one can do, and a button to have it done anew for who may. `isTold`: the line says why already. */
export function StepFailure({
  of,
  step,
  isTold,
}: {
  readonly of: LineOf;
  readonly step: StoryStep;
  readonly isTold: boolean;
}) {
  const texts = useTexts();
  const { failure, repeat } = texts.callPage;
  const { data: user } = useSession();
  const { type, message } = failureIn(step.error ?? '');
  const words = failureTold(step.code ?? type, texts);
  const outcome = useRef<HTMLDivElement>(null);
  const isLast = of.story.steps.findLast(({ name }) => name === step.name) === step;
  return (
    <Stack gap={4} mt={4} className="step-failure" align="flex-start">
      {words && (
        <Text size="sm" className="problem">
          {words.what}
        </Text>
      )}
      {!isTold && message !== '' && (
        <Text size="sm">
          {failure.raw}: <code className="wraps">{message}</code>
        </Text>
      )}
      {words && (
        <Text size="sm">
          {failure.todo}: {words.todo}
        </Text>
      )}
      {/* Whoever repeats by keyboard stays here, whatever comes in place of the button. */}
      <div ref={outcome} tabIndex={-1} className="outcome">
        {isLast && user && user.role !== 'reader' && (
          <RepeatStep of={of} step={step.name} onStart={() => outcome.current?.focus()} />
        )}
        {!isLast && (
          <Text size="sm" c="dimmed">
            {step.is_mended ? repeat.mended : repeat.repeated}
          </Text>
        )}
      </div>
    </Stack>
  );
}
