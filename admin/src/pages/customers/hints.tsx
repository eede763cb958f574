import { Anchor, Card, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { NameTold } from '../../layout/name-told.tsx';
import type { MergeHint } from '../../api/customers.ts';
import { useTexts } from '../../texts/texts-context.ts';

/** Each hint with its numbers, and the cards in U-ON where it is mended. */
export function Hints({ number, hints }: { readonly number: string; readonly hints: readonly MergeHint[] }) {
  return (
    <Stack component="ul" gap="sm" m={0} p={0} className="bare-list">
      {hints.map((hint) => (
        <Hint key={`${hint.kind} ${hint.numbers[0]?.phone}`} number={number} hint={hint} />
      ))}
    </Stack>
  );
}

function Hint({ number, hint: { kind, numbers, more } }: { readonly number: string; readonly hint: MergeHint }) {
  const { customers: texts } = useTexts();
  return (
    <Card component="li" withBorder padding="md">
      <Stack gap="xs">
        {numbers.map(({ phone, name, clients }) => (
          <Group key={phone} gap="sm">
            <Anchor component={Link} to={`/enterprises/${number}/customers/${phone.slice(1)}`} fw={600}>
              {phone}
            </Anchor>
            <Text size="sm">
              <NameTold>{name || texts.nameless}</NameTold>
            </Text>
            {clients.map(({ id, link }) => (
              <ClientLink key={id} id={id} link={link} />
            ))}
          </Group>
        ))}
        {more > 0 && <Text size="sm">{texts.moreNumbers(more)}</Text>}
        <Text size="sm" c="dimmed">
          {texts.hintKinds[kind]}
        </Text>
      </Stack>
    </Card>
  );
}

/** A client's card in U-ON; its id alone where the agency's address there is not known. */
export function ClientLink({ id, link }: { readonly id: string; readonly link: string | null }) {
  const { customers: texts } = useTexts();
  if (link === null) return <Text size="sm">{texts.client(id)}</Text>;
  return (
    <Anchor href={link} target="_blank" rel="noreferrer" size="sm">
      {texts.client(id)} ↗
    </Anchor>
  );
}
