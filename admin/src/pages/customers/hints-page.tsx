import { Anchor, Center, Loader, Stack, Text } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { useMergeHints } from '../../api/customers.ts';
import { InnerTitle } from '../../layout/page-title.tsx';
import { Trouble } from '../../layout/trouble.tsx';
import { useTexts } from '../../texts/texts-context.ts';
import { Hints } from './hints.tsx';

/** Who may be one person under several numbers, or several under one. */
export function MergeHintsPage() {
  const { number = '' } = useParams();
  const { customers: texts, loading } = useTexts();
  const hints = useMergeHints(number);
  return (
    <Stack maw={760}>
      <Anchor component={Link} to={`/enterprises/${number}/customers`} size="sm">
        ← {texts.back}
      </Anchor>
      <InnerTitle>{texts.hints}</InnerTitle>
      <Text size="sm">{texts.hintsLead}</Text>
      {hints.isError && <Trouble error={hints.error} onAgain={hints.refetch} />}
      {hints.isPending && (
        <Center p="xl">
          <Loader aria-label={loading} />
        </Center>
      )}
      {hints.data?.length === 0 && <Text fw={600}>{texts.noHints}</Text>}
      {hints.data && <Hints number={number} hints={hints.data} />}
    </Stack>
  );
}
