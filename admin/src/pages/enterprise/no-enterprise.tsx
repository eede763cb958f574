import { Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { PageTitle } from '../../layout/page-title.tsx';
import { useTexts } from '../../texts/texts-context.ts';

/** Stands where an address names an enterprise that there is not, or that one may not see: which of both is not told. */
export function NoEnterprise({ number }: { readonly number: string }) {
  const { enterprises } = useTexts();
  return (
    <Stack>
      <Text component={Link} to="/enterprises" size="sm" c="dimmed">
        ← {enterprises.heading}
      </Text>
      <PageTitle>{enterprises.noSuch(number)}</PageTitle>
      <Text>{enterprises.noSuchHint}</Text>
    </Stack>
  );
}
