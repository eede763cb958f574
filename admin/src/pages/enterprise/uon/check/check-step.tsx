import { Badge, Group, Stack, Text } from '@mantine/core';
import type { PropsWithChildren } from 'react';
import { useTexts } from '../../../../texts/texts-context.ts';
import type { CheckAnswer } from '../../../../api/uon.ts';

type Step = CheckAnswer['ping' | 'key' | 'limits' | 'search'];

const COLORS = { ok: 'green', failed: 'red', skipped: 'gray' } as const;

export function CheckStep({
  step: { step, state, took_ms: ms },
  said,
  children,
}: PropsWithChildren<{ readonly step: Step; readonly said: string }>) {
  const { uon, uonCheck } = useTexts();
  return (
    <Stack component="li" gap={4}>
      <Group gap="xs">
        <Badge color={COLORS[state]} variant="light" tt="none">
          {{ ok: uon.check.ok, failed: uon.check.failed, skipped: uon.check.skipped }[state]}
        </Badge>
        <Text fw={600}>{uonCheck.steps[step]}</Text>
        {state !== 'skipped' && (
          <Text size="sm" c="dimmed">
            {uon.check.ms(ms)}
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
