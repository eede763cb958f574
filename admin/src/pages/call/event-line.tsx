import { Text } from '@mantine/core';
import { useTexts } from '../../texts/texts-context.ts';
import { Folded, Json } from './folded.tsx';
import { Line, type LineOf } from './line.tsx';
import type { StoryEvent } from './story-lines.ts';

/** What the PBX told. */
export function EventLine({ of, event }: { readonly of: LineOf; readonly event: StoryEvent }) {
  const { callPage } = useTexts();
  const isLeg = event.uniqueid !== '' && event.uniqueid !== of.story.call.call_id;
  const notes = [isLeg && callPage.legEvent(event.uniqueid), event.state === 'late' && callPage.lateEvent];
  return (
    <Line of={of} at={event.received_at} sign="event">
      <Text size="sm" fw={600} component="span">
        {callPage.event(callPage.events[event.name] ?? event.name)}
      </Text>
      <Text size="sm" c="dimmed">
        {notes.filter(Boolean).join(' · ')}
      </Text>
      <Folded title={`${callPage.body}: ${event.name}`}>
        <Json value={event.body} />
      </Folded>
    </Line>
  );
}
