import { Button, Center, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { useCalls } from '../../api/calls.ts';
import { Trouble } from '../../layout/trouble.tsx';
import { useTexts } from '../../texts/texts-context.ts';
import { CallsFilters } from './calls-filters.tsx';
import { CallsTable } from './calls-table.tsx';
import { ExportButton } from './export-button.tsx';
import { filtersOf, isFiltered, queryOf, type Filters } from './filters.ts';
import { NoCalls } from './no-calls.tsx';
import { useFreshCalls } from './use-fresh-calls.ts';

/** Calls that were, by what the address of the page asks for. `ended`: how many ended while one looked on. */
export function PastCalls({ number, ended }: { readonly number: string; readonly ended: number }) {
  const texts = useTexts();
  const { past } = texts.calls;
  const [query, setQuery] = useSearchParams();
  const filters = filtersOf(query);
  const change = (wanted: Filters) => setQuery(queryOf(wanted), { replace: true });
  const calls = useCalls(number, filters);
  const fresh = useFreshCalls(number, filters, { ended, pages: calls.data?.pages.length ?? 0 });
  const rows = calls.data?.pages.flatMap((page) => page.calls) ?? [];
  const shown = filters.result === 'open' ? rows : rows.filter(({ status, closed }) => closed || status === 'ended');
  const zone = calls.data?.pages[0]?.timezone;
  return (
    <Stack component="section" gap="md" aria-labelledby="past-calls">
      <Group justify="space-between">
        <Title order={2} size="h4" id="past-calls">
          {past.heading}
        </Title>
        <ExportButton number={number} filters={filters} />
      </Group>
      <CallsFilters number={number} filters={filters} rows={rows} onChange={change} />
      {calls.isError && <Trouble error={calls.error} onAgain={calls.refetch} />}
      {calls.isPending && (
        <Center p="xl">
          <Loader aria-label={texts.loading} />
        </Center>
      )}
      {fresh.areThere && (
        <Button variant="light" onClick={fresh.show}>
          {past.fresh}
        </Button>
      )}
      {calls.isSuccess && shown.length === 0 && <NoCalls isFiltered={isFiltered(filters)} onReset={() => change({})} />}
      {shown.length > 0 && <CallsTable number={number} calls={shown} zone={zone} />}
      {calls.hasNextPage && (
        <Button variant="default" loading={calls.isFetchingNextPage} onClick={() => void calls.fetchNextPage()}>
          {past.more}
        </Button>
      )}
      {shown.length > 0 && (
        <Text size="sm" c="dimmed" role="status">
          {past.shown(shown.length)}
          {!calls.hasNextPage && ` · ${past.all}`}
          {zone !== undefined && ` · ${texts.calls.zone(zone)}`}
        </Text>
      )}
    </Stack>
  );
}
