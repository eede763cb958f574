import { Button, Group, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useRepeat, type RepeatAnswer } from '../../api/call-story.ts';
import { Trouble } from '../../layout/trouble.tsx';
import { useTexts } from '../../texts/texts-context.ts';
import type { LineOf } from './line.tsx';
import { stepKind } from './step-kind.ts';

interface Given {
  readonly of: LineOf;
  readonly step: string;
  /** It was confirmed, and the question goes away. */
  readonly onStart: () => void;
}

/** Has a failed step done once more, after saying what that will do. */
export function RepeatStep({ of, step, onStart }: Given) {
  const { callPage } = useTexts();
  const { repeat: texts } = callPage;
  const [isAsked, setAsked] = useState(false);
  const [isBack, setBack] = useState(false);
  const repeat = useRepeat(of.number, of.story, step);
  const standing = of.story.repeatable.find((each) => each.step === step);
  if (!standing) return null;
  if (!standing.can_repeat)
    return (
      <Text size="sm" c="dimmed">
        {texts.notNow}
        {standing.why_not !== null && `: ${texts.whyNot[standing.why_not]}`}
      </Text>
    );
  const confirm = () => {
    setAsked(false);
    setBack(false);
    onStart();
    repeat.mutate();
  };
  const leave = () => {
    setAsked(false);
    setBack(true);
  };
  if (isAsked) return <Confirm step={step} onYes={confirm} onNo={leave} />;
  return (
    <Stack gap={4} align="flex-start">
      <Button size="xs" autoFocus={isBack} loading={repeat.isPending} onClick={() => setAsked(true)}>
        {texts.do}
      </Button>
      <div role="status">
        {repeat.isPending && <Text size="sm">{texts.under}</Text>}
        {repeat.isFollowed && <Text size="sm">{texts.asked}</Text>}
        {repeat.isOverdue && <Text size="sm">{texts.overdue}</Text>}
        {repeat.data && repeat.data.status !== 'running' && <Text size="sm">{texts[RESULT[repeat.data.status]]}</Text>}
      </div>
      {repeat.isError && <Trouble error={repeat.error} />}
    </Stack>
  );
}

const RESULT = { done: 'done', skipped: 'skipped', failed: 'notDone' } as const satisfies Record<
  Exclude<RepeatAnswer['status'], 'running'>,
  string
>;

function Confirm({
  step,
  onYes,
  onNo,
}: {
  readonly step: string;
  readonly onYes: () => void;
  readonly onNo: () => void;
}) {
  const { callPage, cancel } = useTexts();
  const { repeat: texts } = callPage;
  const kind = stepKind(step)?.kind;
  const question = useRef<HTMLParagraphElement>(null);
  // What will be done is read before it is confirmed: a key that is pressed twice confirms nothing.
  useEffect(() => question.current?.focus(), []);
  return (
    <Stack gap="xs" role="alert" className="confirm">
      <Text size="sm" ref={question} tabIndex={-1}>
        {(kind && texts.will[kind]) ?? texts.willOther} {texts.once}
      </Text>
      <Group gap="xs">
        <Button size="xs" onClick={onYes}>
          {texts.confirm}
        </Button>
        <Button size="xs" variant="default" onClick={onNo}>
          {cancel}
        </Button>
      </Group>
    </Stack>
  );
}
