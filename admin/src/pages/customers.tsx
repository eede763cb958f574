import { Button, Card, Center, Group, Loader, Stack, Text, TextInput, UnstyledButton } from '@mantine/core';
import { NameTold } from '../layout/name-told.tsx';
import { useDebouncedValue } from '@mantine/hooks';
import { Link, useParams, useSearchParams } from 'react-router';
import { useCustomers, type Customer } from '../api/customers.ts';
import { Trouble } from '../layout/trouble.tsx';
import { useMoment } from '../texts/zone-context.ts';
import { useTexts } from '../texts/texts-context.ts';
import { nameOf } from './customers/name-of.ts';

/** Whom the agency knows: by telephone number, those that changed last first. */
export function CustomersPage() {
  const { number = '' } = useParams();
  const { customers: texts } = useTexts();
  const [query, setQuery] = useSearchParams();
  const typed = query.get('q') ?? '';
  const [wanted] = useDebouncedValue(typed.trim(), 300);
  return (
    <Stack maw={960}>
      <Group justify="space-between">
        <TextInput
          aria-label={texts.find}
          placeholder={texts.find}
          value={typed}
          onChange={({ currentTarget: { value } }) => setQuery(value === '' ? {} : { q: value }, { replace: true })}
          flex="1 1 260px"
          maw={520}
        />
        <Button component={Link} to={`/enterprises/${number}/customers/hints`} variant="default">
          {texts.hints}
        </Button>
      </Group>
      <List number={number} wanted={wanted} />
    </Stack>
  );
}

function List({ number, wanted }: { readonly number: string; readonly wanted: string }) {
  const { customers: texts, loading } = useTexts();
  const found = useCustomers(number, wanted);
  const all = found.data?.pages.flatMap(({ customers }) => customers) ?? [];
  if (found.isPending)
    return (
      <Center p="xl">
        <Loader aria-label={loading} />
      </Center>
    );
  return (
    <>
      {found.isError && <Trouble error={found.error} onAgain={found.refetch} />}
      {found.isSuccess && all.length === 0 && (
        <Stack gap={4} py="xl" align="center">
          <Text fw={600}>{wanted === '' ? texts.none : texts.notFound}</Text>
          <Text c="dimmed" size="sm" ta="center">
            {wanted === '' ? texts.noneHint : texts.notFoundHint}
          </Text>
        </Stack>
      )}
      <Stack component="ul" gap="xs" m={0} p={0} className="bare-list">
        {all.map((customer) => (
          <Row key={customer.phone} number={number} customer={customer} />
        ))}
      </Stack>
      {found.hasNextPage && (
        <Button variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {texts.more}
        </Button>
      )}
    </>
  );
}

function Row({ number, customer }: { readonly number: string; readonly customer: Customer }) {
  const texts = useTexts();
  const moment = useMoment();
  const { phone, company, ids, updated_at: updatedAt } = customer;
  const name = nameOf(customer);
  return (
    <Card component="li" withBorder padding="sm">
      <UnstyledButton component={Link} to={`/enterprises/${number}/customers/${phone.slice(1)}`}>
        <Group justify="space-between" gap="sm">
          <Stack gap={0} flex="1 1 220px" miw={0}>
            <Text fw={600}>
              <NameTold>{name || company || texts.customers.nameless}</NameTold>
            </Text>
            <Text size="sm" c="dimmed">
              <NameTold>{[phone, name !== '' && company].filter(Boolean).join(' · ')}</NameTold>
            </Text>
          </Stack>
          <Text size="xs" c="dimmed">
            {ids.length > 0 && `${texts.customers.ids(ids.join(', '))} · `}
            {texts.customers.changed} {moment(updatedAt)}
          </Text>
        </Group>
      </UnstyledButton>
    </Card>
  );
}
