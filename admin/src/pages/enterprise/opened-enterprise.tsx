import { Center, Loader } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import { useParams } from 'react-router';
import type { Edition } from '../../api/ask.ts';
import { useEnterprise, type Enterprise } from '../../api/enterprise.ts';
import { Trouble } from '../../layout/trouble.tsx';
import { useTexts } from '../../texts/texts-context.ts';

/** What a place shows of the enterprise in the address, once that is read; another enterprise begins anew. */
export function OpenedEnterprise({ children }: { readonly children: (opened: Edition<Enterprise>) => ReactNode }) {
  const { number = '' } = useParams();
  const texts = useTexts();
  const { data, isError, error, refetch } = useEnterprise(number);
  if (data) return <Fragment key={number}>{children(data)}</Fragment>;
  if (isError) return <Trouble error={error} onAgain={refetch} />;
  return (
    <Center p="xl">
      <Loader aria-label={texts.loading} />
    </Center>
  );
}
