import { Alert, Stack, Text } from '@mantine/core';
import type { Health } from '../../api/health.ts';
import { useMoment } from '../../texts/zone-context.ts';
import { useTexts } from '../../texts/texts-context.ts';

/** What has to be mended, and how; or that all is well. */
export function Alarms({ alarms, isWhole }: Pick<Health, 'alarms'> & { readonly isWhole: boolean }) {
  const texts = useTexts();
  return (
    <Stack gap="xs" component="section" aria-label={texts.health.alarmsHeading} aria-live="polite">
      {alarms.length === 0 && <Alert color="green" variant="light" title={`✓ ${texts.health.noAlarms}`} />}
      {alarms.map((alarm) => (
        <AlarmTold key={alarm.kind} alarm={alarm} isWhole={isWhole} />
      ))}
    </Stack>
  );
}

function AlarmTold({ alarm, isWhole }: { readonly alarm: Health['alarms'][number]; readonly isWhole: boolean }) {
  const texts = useTexts();
  const moment = useMoment();
  const { kind, since, message, enterprises } = alarm;
  const { title, todo } = texts.health.alarms[kind];
  return (
    <Alert color="red" variant="light" title={title}>
      <Stack gap={4}>
        {since !== null && <Text size="sm">{texts.health.since(moment(since))}</Text>}
        {kind === 'connection-failed' && <Text size="sm">{message}</Text>}
        {isWhole && enterprises.length > 0 && (
          <Text size="sm">{texts.health.ofEnterprises(enterprises.join(', '))}</Text>
        )}
        <Text size="sm">
          <b>{texts.health.todo}</b> {todo}
        </Text>
      </Stack>
    </Alert>
  );
}
