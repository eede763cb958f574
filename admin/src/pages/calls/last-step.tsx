import { Text } from '@mantine/core';
import type { LiveCall } from '../../../../api/admin/calls/row.ts';
import { useTexts } from '../../texts/texts-context.ts';
import { stepTold } from '../call/step-told.ts';
import { useManagerName } from '../call/use-manager-name.ts';

/** What was done last of a call under way, as «Запись о звонке в U-ON: создана». */
export function LastStep({
  number,
  step,
}: {
  readonly number: string;
  readonly step: NonNullable<LiveCall['last_step']>;
}) {
  const texts = useTexts();
  const managerName = useManagerName(number);
  const { name, ended } = stepTold(
    { ...step, error: step.error ?? null, is_repeat: false },
    { steps: null, clientId: null, managerName },
    texts,
  );
  return (
    <Text size="sm" {...(step.status === 'failed' ? { className: 'failed' } : { c: 'dimmed' })}>
      {name}: {ended}
    </Text>
  );
}
