import { Alert, Badge, Group, List, Stack, Text } from '@mantine/core';
import { isTelegramAlarm } from '../../../../../domain/alarms.ts';
import { useEnterprises } from '../../../api/enterprises.ts';
import { useMoment } from '../../../texts/zone-context.ts';
import { useTexts } from '../../../texts/texts-context.ts';
import { usePlace } from './form-context.ts';

const COLORS = { new: 'gray', connected: 'green', off: 'gray', failed: 'red' } as const;

/** How the enterprise stands with U-ON as it is stored, and what is to be mended. */
export function ConnectionState() {
  const texts = useTexts();
  const moment = useMoment();
  const { state: words } = texts.uon;
  const { number, enterprise } = usePlace();
  const { connection, warnings } = enterprise;
  const { state, since, pending, looked_at: lookedAt } = connection;
  const alarms = useEnterprises().data?.find((each) => each.number === number)?.alarms ?? [];
  const ofUon = alarms.filter(({ kind }) => !isTelegramAlarm(kind));
  // An alarm says of the same trouble what goes on meanwhile.
  const told = ofUon.map(({ kind, message }) => texts.alarms[kind] ?? message);
  const problems = told.length === 0 && connection.problem !== null ? [connection.problem] : told;
  return (
    <Stack gap="xs">
      <Group gap="sm" role="status" aria-label={words.heading}>
        <Badge color={pending ? 'blue' : COLORS[state]} variant="light" size="lg" tt="none">
          {pending ? words.pending : words.states[state]}
        </Badge>
        <Text size="sm" c="dimmed">
          {!pending && since !== null && words.since(moment(since))}
          {!pending && lookedAt !== null && ` · ${words.lookedAt(moment(lookedAt))}`}
        </Text>
      </Group>
      {!pending && problems.length > 0 && (
        <Alert color="red" variant="light" role="alert">
          {problems.map((problem) => (
            <Text key={problem} size="sm">
              {problem}
            </Text>
          ))}
        </Alert>
      )}
      {!pending && warnings.length > 0 && (
        <Alert color="blue" variant="light" role="note" title={words.warnings}>
          <List size="sm">
            {warnings.map((warning) => (
              <List.Item key={warning}>{texts.uon.warnings[warning] ?? warning}</List.Item>
            ))}
          </List>
        </Alert>
      )}
    </Stack>
  );
}
