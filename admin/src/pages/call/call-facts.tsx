import { SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CallStoryAnswer } from '../../api/call-story.ts';
import { durationTold } from '../../texts/duration-told.ts';
import { useLanguage } from '../../texts/texts-context.ts';
import { timeIn } from '../../texts/time-in.ts';
import { Elapsed } from '../calls/elapsed.tsx';
import { managerTold } from '../calls/manager-told.ts';
import { Outside } from './outside.tsx';

/** What is known of a call, each with its name. */
export function CallFacts({
  story: { call, links },
  zone,
}: {
  readonly story: CallStoryAnswer;
  readonly zone: string | undefined;
}) {
  const { language, texts } = useLanguage();
  const { calls, callPage } = texts;
  const { date, time } = timeIn(call.opened_at, zone, language);
  return (
    <SimpleGrid component="dl" cols={{ base: 2, sm: 4 }} spacing="sm" m={0}>
      <Fact name={callPage.facts.began}>{`${date}, ${time}`}</Fact>
      <Fact name={callPage.facts.duration}>
        {call.status === 'ended' ? durationTold(call.duration_s ?? 0, texts) : <Elapsed since={call.opened_at} />}
      </Fact>
      {(call.manager ?? call.extension) !== null && (
        <Fact name={callPage.facts.manager}>{managerTold(call, calls)}</Fact>
      )}
      {call.line !== null && <Fact name={callPage.facts.line}>{call.line}</Fact>}
      <Fact name={callPage.facts.client}>{linked(call.client_id, links.client) ?? callPage.noClient}</Fact>
      {call.lead_id !== null && <Fact name={callPage.facts.lead}>{linked(call.lead_id, links.lead)}</Fact>}
      <Fact name={callPage.facts.id}>{call.call_id}</Fact>
    </SimpleGrid>
  );
}

function linked(id: string | null, href: string | null): ReactNode {
  if (id === null) return null;
  return href === null ? id : <Outside href={href}>{`№ ${id}`}</Outside>;
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="xs" c="dimmed">
        {name}
      </Text>
      <Text component="dd" size="sm" m={0} className="wraps">
        {children}
      </Text>
    </div>
  );
}
