import './call/call.css';
import './calls/calls.css';
import { Anchor, Center, Loader, Stack, Text } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { AskError } from '../api/ask.ts';
import { useCallStory } from '../api/call-story.ts';
import { useEnterprises } from '../api/enterprises.ts';
import { Trouble } from '../layout/trouble.tsx';
import { useTexts } from '../texts/texts-context.ts';
import { CallHead } from './call/call-head.tsx';
import { Recording } from './call/recording.tsx';
import { Story } from './call/story.tsx';

/** The story of one call. */
export function CallPage() {
  const { number = '', uniqueid = '' } = useParams();
  const texts = useTexts();
  const story = useCallStory(number, uniqueid);
  const zone = useEnterprises().data?.find((each) => each.number === number)?.timezone;
  const isMissing = story.error instanceof AskError && [404, 422].includes(story.error.status);
  return (
    <Stack maw={900}>
      <Anchor component={Link} to={`/enterprises/${number}/calls`} size="sm">
        {texts.callPage.back}
      </Anchor>
      {story.isPending && (
        <Center p="xl">
          <Loader aria-label={texts.loading} />
        </Center>
      )}
      {isMissing && <Missing />}
      {story.isError && !isMissing && <Trouble error={story.error} onAgain={story.refetch} />}
      {story.data && (
        <>
          <CallHead number={number} story={story.data} zone={zone} />
          <Recording number={number} story={story.data} />
          <Story number={number} story={story.data} zone={zone} />
        </>
      )}
    </Stack>
  );
}

function Missing() {
  const { callPage } = useTexts();
  return (
    <Stack gap={4} py="xl" align="center" role="alert">
      <Text fw={600}>{callPage.missing}</Text>
      <Text c="dimmed" size="sm" ta="center">
        {callPage.missingHint}
      </Text>
    </Stack>
  );
}
