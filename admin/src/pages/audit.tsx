import { Button, Center, Loader, Stack, Text } from '@mantine/core';
import { Navigate } from 'react-router';
import { useAudit, type AuditEntry } from '../api/audit.ts';
import { useSession } from '../api/session.ts';
import { PageTitle } from '../layout/page-title.tsx';
import { Trouble } from '../layout/trouble.tsx';
import { momentOf } from '../texts/moment-of.ts';
import { settingName } from '../texts/told-problem.ts';
import type { Texts } from '../texts/ru.ts';
import { useLanguage, useTexts } from '../texts/texts-context.ts';

export function AuditPage() {
  const { data: self } = useSession();
  return self?.role === 'owner' ? <Audit /> : <Navigate to="/enterprises" replace />;
}

function Audit() {
  const texts = useTexts();
  const audit = useAudit();
  return (
    <Stack maw={720}>
      <PageTitle>{texts.audit.heading}</PageTitle>
      {audit.isError && <Trouble error={audit.error} onAgain={audit.refetch} />}
      {audit.isPending && (
        <Center p="xl">
          <Loader aria-label={texts.loading} />
        </Center>
      )}
      <Stack component="ul" gap="md" m={0} p={0} className="bare-list">
        {audit.data?.pages.flat().map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </Stack>
      {audit.hasNextPage && (
        <Button variant="default" loading={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
          {texts.audit.more}
        </Button>
      )}
    </Stack>
  );
}

function Entry({ entry: { at, actor, action, subject, details } }: { readonly entry: AuditEntry }) {
  const { language, texts } = useLanguage();
  const { audit, roles } = texts;
  const { role } = details;
  const changed = [...new Set(keysIn(details['changed']).map((key) => settingName(key, texts)))];
  const filters = keysIn(details['filters']).map((key) => filterName(key, texts));
  const isRole = role === 'owner' || role === 'administrator' || role === 'reader';
  return (
    <li>
      <Text size="sm">
        {audit.actions[action]}
        {subject !== actor && `: ${subject}`}
        {isRole && ` (${roles[role]})`}
        {changed.length > 0 && ` (${changed.join(', ')})`}
        {filters.length > 0 && ` (${filters.join(', ')})`}
      </Text>
      <Text size="xs" c="dimmed">
        {momentOf(at, language)} · {actor}
      </Text>
    </li>
  );
}

/** A filter of calls, by its name in the API. */
function filterName(key: string, { audit }: Pick<Texts, 'audit'>): string {
  const known: Readonly<Record<string, string>> = audit.filters;
  return known[key] ?? key;
}

/** Keys of settings or filters that an entry names. */
function keysIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((key) => typeof key === 'string') : [];
}
