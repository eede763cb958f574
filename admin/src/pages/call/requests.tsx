import { Text } from '@mantine/core';
import { useTexts } from '../../texts/texts-context.ts';
import { Folded, Json } from './folded.tsx';
import type { StoryRequest } from './story-lines.ts';

/** Requests to U-ON, each folded. */
export function Requests({ requests }: { readonly requests: readonly StoryRequest[] }) {
  return requests.map((request) => (
    <Request key={`${request.at} ${request.path} ${request.attempt}`} request={request} />
  ));
}

function Request({ request }: { readonly request: StoryRequest }) {
  const {
    callPage: { request: texts },
  } = useTexts();
  const {
    http_method: httpMethod,
    path,
    outcome,
    status,
    code,
    took_ms: tookMs,
    attempt,
    parameters,
    answer,
  } = request;
  const isGood = outcome === 'ok' || outcome === 'empty';
  const title = [
    status ?? code ?? texts.noAnswer,
    !isGood && (texts.outcomes[outcome] ?? outcome),
    tookMs !== null && texts.took(tookMs),
    attempt !== null && attempt > 1 && texts.attempt(attempt),
  ];
  return (
    <Folded
      title={
        <>
          <code>{`${httpMethod} ${path}`}</code>{' '}
          <span className={isGood ? '' : 'problem'}>{title.filter(Boolean).join(' · ')}</span>
        </>
      }
    >
      <Text size="xs" c="dimmed">
        {texts.sent}
      </Text>
      {parameters === null ? <Text size="sm">{texts.nothingSent}</Text> : <Json value={parameters} />}
      <Text size="xs" c="dimmed">
        {texts.answered}
      </Text>
      {answer === null ? <Text size="sm">{texts.noAnswer}</Text> : <Json value={answer} />}
      {request.is_cut && (
        <Text size="xs" c="dimmed">
          {texts.cut}
        </Text>
      )}
    </Folded>
  );
}
