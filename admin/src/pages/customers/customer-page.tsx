import { Anchor, Center, Loader, Stack, Text, Title } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { useCustomerCard, type CustomerCard } from '../../api/customers.ts';
import { InnerTitle } from '../../layout/page-title.tsx';
import { Trouble } from '../../layout/trouble.tsx';
import { useTexts } from '../../texts/texts-context.ts';
import { ClientTold } from './client-told.tsx';
import { Hints } from './hints.tsx';
import { nameOf } from './name-of.ts';
import { NumberTold } from './number-told.tsx';
import { RecentCalls } from './recent-calls.tsx';

/** One person: numbers, names and where they came from, what U-ON said, and who may be the same. */
export function CustomerPage() {
  const { number = '', phone = '' } = useParams();
  const { customers: texts, loading } = useTexts();
  const card = useCustomerCard(number, `+${phone}`);
  return (
    <Stack maw={760}>
      <Anchor component={Link} to={`/enterprises/${number}/customers`} size="sm">
        ← {texts.back}
      </Anchor>
      {card.isError && <Trouble error={card.error} onAgain={card.refetch} />}
      {card.isPending && (
        <Center p="xl">
          <Loader aria-label={loading} />
        </Center>
      )}
      {card.data === null && (
        <Stack gap={4} py="xl" align="center">
          <Text fw={600}>{texts.unknown}</Text>
          <Text c="dimmed" size="sm">
            {texts.unknownHint}
          </Text>
        </Stack>
      )}
      {card.data && <Card number={number} card={card.data} />}
    </Stack>
  );
}

function Card({ number, card: { numbers, clients, hints } }: { readonly number: string; readonly card: CustomerCard }) {
  const { customers: texts } = useTexts();
  const [first] = numbers;
  return (
    <>
      <InnerTitle>{(first && (nameOf(first) || first.company)) || texts.nameless}</InnerTitle>
      <Section title={texts.numbers}>
        {numbers.map((each) => (
          <NumberTold key={each.phone} told={each} />
        ))}
      </Section>
      <Section title={texts.clients}>
        {clients.length === 0 && <Text c="dimmed">{texts.noClients}</Text>}
        {clients.map((client) => (
          <ClientTold key={client.id} client={client} />
        ))}
      </Section>
      <Section title={texts.calls}>
        {numbers.map(({ phone }) => (
          <RecentCalls key={phone} number={number} phone={phone} />
        ))}
      </Section>
      {hints.length > 0 && (
        <Section title={texts.hints}>
          <Hints number={number} hints={hints} />
        </Section>
      )}
    </>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <Stack gap="xs" component="section">
      <Title order={3} size="h4">
        {title}
      </Title>
      {children}
    </Stack>
  );
}
