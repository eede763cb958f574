import { Badge, Group, Stack, Text } from '@mantine/core';
import type { PropsWithChildren } from 'react';
import { useTexts } from '../../../texts/texts-context.ts';

interface Props {
  readonly step: { readonly state: 'ok' | 'failed' | 'skipped'; readonly took_ms: number };
  readonly name: string;
  /** What was found, and what to do. */
  readonly said: string;
}

const COLORS = { ok: 'green', failed: 'red', skipped: 'gray' } as const;

/** One step of a check: how it went, how long it took, what to do. */
export function CheckStep({ step: { state, took_ms: ms }, name, said, children }: PropsWithChildren<Props>) {
  const { check } = useTexts().settingsForm;
  return (
    <Stack component="li" gap={4}>
      <Group gap="xs">
        <Badge color={COLORS[state]} variant="light" tt="none">
          {check[state]}
        </Badge>
        <Text fw={600}>{name}</Text>
        {state !== 'skipped' && (
          <Text size="sm" c="dimmed">
            {check.ms(ms)}
          </Text>
        )}
      </Group>
      <Text size="sm" className={state === 'failed' ? 'problem' : ''}>
        {said}
      </Text>
      {children}
    </Stack>
  );
}

/** What there is to add to a step. */
export function CheckNote({ children }: { readonly children: string }) {
  return (
    <Text size="sm" c="dimmed" className="long-word">
      {children}
    </Text>
  );
}
