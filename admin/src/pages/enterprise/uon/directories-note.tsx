import { Button, Group, Text } from '@mantine/core';
import { useFreshDirectories } from '../../../api/uon.ts';
import { useMoment } from '../../../texts/zone-context.ts';
import { useTexts } from '../../../texts/texts-context.ts';
import { AskTrouble } from './ask-trouble.tsx';
import { usePlace } from './form-context.ts';

/** Of when U-ON's lists are, why they are away, and a button that reads them anew. */
export function DirectoriesNote() {
  const texts = useTexts();
  const moment = useMoment();
  const { actions } = texts.uon;
  const { number, directories, enterprise, isReadOnly } = usePlace();
  const fresh = useFreshDirectories(number, enterprise.connection.looked_at);
  const problem = directories?.problem;
  const fetchedAt = directories?.fetched_at ?? null;
  return (
    <Group gap="sm">
      <Text size="sm" c="dimmed" maw={560}>
        {problem && `${actions.away}: ${texts.uonCheck.directories[problem.code]} `}
        {fetchedAt !== null && actions.fetchedAt(moment(fetchedAt))}
      </Text>
      {!isReadOnly && (
        <Button variant="default" size="xs" loading={fresh.isPending} onClick={() => fresh.mutate()}>
          {actions.reload}
        </Button>
      )}
      {fresh.isError && <AskTrouble error={fresh.error} />}
    </Group>
  );
}
