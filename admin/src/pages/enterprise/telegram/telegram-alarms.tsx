import { Alert, Text } from '@mantine/core';
import { isTelegramAlarm } from '../../../../../domain/alarms.ts';
import { useEnterprises } from '../../../api/enterprises.ts';
import { useTexts } from '../../../texts/texts-context.ts';

/** Why calls are not told in the chat, and what to do. */
export function TelegramAlarms({ number }: { readonly number: string }) {
  const { health } = useTexts();
  const alarms = useEnterprises().data?.find((each) => each.number === number)?.alarms ?? [];
  const kinds = alarms.map(({ kind }) => kind).filter(isTelegramAlarm);
  return kinds.map((kind) => (
    <Alert key={kind} color="red" variant="light" role="alert" title={health.alarms[kind].title}>
      <Text size="sm">
        <b>{health.todo}</b> {health.alarms[kind].todo}
      </Text>
    </Alert>
  ));
}
