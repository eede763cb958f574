import { Text } from '@mantine/core';
import { useTexts } from '../../texts/texts-context.ts';
import { Line, type LineOf } from './line.tsx';
import { Requests } from './requests.tsx';
import type { StoryRequest } from './story-lines.ts';

/** Requests that belong to no step that this page knows. */
export function RequestsLine({
  of,
  at,
  requests,
}: {
  readonly of: LineOf;
  readonly at: string;
  readonly requests: readonly StoryRequest[];
}) {
  const { callPage } = useTexts();
  return (
    <Line of={of} at={at} sign="request">
      <Text size="sm">{callPage.request.count(requests.length)}</Text>
      <Requests requests={requests} />
    </Line>
  );
}
