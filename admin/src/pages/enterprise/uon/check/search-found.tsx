import { Badge, Group, Stack, Text } from '@mantine/core';
import type { CheckAnswer } from '../../../../api/uon.ts';
import { useTexts } from '../../../../texts/texts-context.ts';
import { More } from '../../form/more.tsx';

/** What was sent, how U-ON answered, and how we read it. */
export function SearchFound({ facts: { sent, raw, read } }: { readonly facts: CheckAnswer['search']['facts'] }) {
  const { uon, uonCheck } = useTexts();
  return (
    <>
      {sent && (
        <Text size="sm">
          {uon.check.sent}: <code className="uon-code">{`${sent.method} ${sent.path}`}</code>
        </Text>
      )}
      {read && read.clients.length > 0 && (
        <Stack gap={4}>
          <Text size="sm">{uon.check.read}:</Text>
          {read.clients.map((client) => (
            <Group key={client.id} gap="xs">
              <Text size="sm" fw={600}>
                {nameOf(client)}
              </Text>
              <Text size="sm" c="dimmed">
                № {client.id} · {client.phones.map((phone) => `+${phone}`).join(', ')}
              </Text>
              {client.id === read.chosen_id && read.clients.length > 1 && (
                <Badge variant="light" tt="none">
                  {uonCheck.chosen}
                </Badge>
              )}
              {!client.is_active && (
                <Badge variant="light" color="gray" tt="none">
                  {uonCheck.dismissed}
                </Badge>
              )}
            </Group>
          ))}
        </Stack>
      )}
      {raw && (
        <More title={uon.check.raw}>
          <pre className="uon-raw">{raw.text}</pre>
          {raw.is_cut && <Text size="sm">{uonCheck.cut}</Text>}
        </More>
      )}
    </>
  );
}

type Found = NonNullable<CheckAnswer['search']['facts']['read']>['clients'][number];

function nameOf({ surname, name, patronymic, company }: Found): string {
  const person = [surname, name, patronymic].filter((part) => part !== '').join(' ');
  return [company, person].filter((part) => part !== '').join(', ');
}
