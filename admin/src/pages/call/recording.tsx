import { Card, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { callPath, type CallStoryAnswer } from '../../api/call-story.ts';
import { useLookAtRights } from '../../api/session.ts';
import { useTexts } from '../../texts/texts-context.ts';
import { Outside } from './outside.tsx';

/** The conversation to listen to, where the PBX told where it lies and we may fetch it. */
export function Recording({
  number,
  story: { call, recording },
}: {
  readonly number: string;
  readonly story: CallStoryAnswer;
}) {
  const { callPage } = useTexts();
  const [isBroken, setBroken] = useState(false);
  const lookAtRights = useLookAtRights();
  if (!call.answered || call.status !== 'ended') return null;
  const texts = callPage.recording;
  return (
    <Card withBorder padding="md" component="section" aria-labelledby="recording">
      <Stack gap="xs">
        <Title order={3} size="h5" id="recording">
          {texts.heading}
        </Title>
        {recording === null && (
          <Text size="sm" c="dimmed">
            {texts.none}
          </Text>
        )}
        {recording?.can_play && (
          <audio
            controls
            preload="none"
            aria-label={texts.heading}
            src={`/api/admin${callPath(number, call.call_id)}/recording`}
            onError={() => {
              setBroken(true);
              lookAtRights();
            }}
            onPlaying={() => setBroken(false)}
          />
        )}
        {isBroken && (
          <Text size="sm" className="problem" role="alert">
            {texts.broken}
          </Text>
        )}
        {recording !== null && !recording.can_play && <Text size="sm">{texts.notAllowed(hostOf(recording.url))}</Text>}
        {recording !== null && isWebAddress(recording.url) && (
          <Outside href={recording.url}>
            <Text size="sm">{texts.open}</Text>
          </Outside>
        )}
      </Stack>
    </Card>
  );
}

/** The PBX may have written anything there. */
function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
