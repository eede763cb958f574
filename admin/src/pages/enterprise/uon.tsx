import './uon/uon.css';
import { Center, Loader } from '@mantine/core';
import { useParams } from 'react-router';
import { useEnterprise } from '../../api/enterprise.ts';
import { Trouble } from '../../layout/trouble.tsx';
import { useTexts } from '../../texts/texts-context.ts';
import { UonForm } from './uon/uon-form.tsx';

/** Place `uon`: everything that the enterprise does with U-ON. */
export function UonPage() {
  const { number = '' } = useParams();
  const texts = useTexts();
  const enterprise = useEnterprise(number);
  if (enterprise.data) return <UonForm key={number} opened={enterprise.data} />;
  if (enterprise.isError) return <Trouble error={enterprise.error} onAgain={enterprise.refetch} />;
  return (
    <Center p="xl">
      <Loader aria-label={texts.loading} />
    </Center>
  );
}
