import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CallStoryAnswer } from '../../api/call-story.ts';
import { useLanguage } from '../../texts/texts-context.ts';
import { timeIn } from '../../texts/time-in.ts';
import { sinceBeginning } from './relative-time.ts';
import { Sign, type SignOf } from './sign.tsx';

/** Whose line it is. */
export interface LineOf {
  readonly number: string;
  readonly story: CallStoryAnswer;
  readonly zone: string | undefined;
}

/** One line of a story: when, how it went, what. */
export function Line({
  of: { story, zone },
  at,
  sign,
  children,
}: {
  readonly of: LineOf;
  readonly at: string;
  readonly sign: SignOf;
  readonly children: ReactNode;
}) {
  const { language, texts } = useLanguage();
  const { date, time } = timeIn(at, zone, language);
  return (
    <li className="story-line">
      <Text component="time" dateTime={at} size="xs" c="dimmed" title={`${date}, ${time}`} className="story-time">
        {sinceBeginning(at, story.call.opened_at, { language, texts })}
      </Text>
      <Sign of={sign} />
      <div className="story-text">{children}</div>
    </li>
  );
}
