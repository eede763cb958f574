import { List, Text } from '@mantine/core';
import { useState } from 'react';
import { useLanguage } from '../../../texts/texts-context.ts';
import { useDraft, usePlace } from './form-context.ts';
import { taskSamples } from './task-samples.ts';

/** When the tasks of some missed calls would be due, by what stands in the form. */
export function TaskPreview() {
  const { language, texts } = useLanguage();
  const { hours: words } = texts.uon;
  const { timezone } = usePlace().enterprise.settings;
  const [nowMs] = useState(() => Date.now());
  const samples = taskSamples(useDraft().getValues().incoming_call_actions, timezone, nowMs);
  if (samples === null) return null;
  const inDays = (ms: number) => momentIn(ms, timezone, language);
  return (
    <div>
      <Text size="sm" fw={600}>
        {words.samples}
      </Text>
      <List size="sm">
        {samples.map(({ callAtMs, dueAtMs }) => (
          <List.Item key={callAtMs}>{words.sample(inDays(callAtMs), inDays(dueAtMs))}</List.Item>
        ))}
      </List>
    </div>
  );
}

/** `пятница, 16.01, 19:40` */
function momentIn(ms: number, timeZone: string, language: string): string {
  const day = new Intl.DateTimeFormat(language, { timeZone, weekday: 'long' }).format(ms);
  const date = new Intl.DateTimeFormat(language, { timeZone, day: '2-digit', month: '2-digit' }).format(ms);
  const time = new Intl.DateTimeFormat('ru', { timeZone, hour: '2-digit', minute: '2-digit' }).format(ms);
  return `${day} ${date}, ${time}`;
}
