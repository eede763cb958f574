import { Text } from '@mantine/core';
import { useTexts } from '../../texts/texts-context.ts';
import { ChainTold } from '../decisions/chain-told.tsx';
import { Folded } from './folded.tsx';
import { Line, type LineOf } from './line.tsx';
import type { StoryDecision } from './story-lines.ts';

/** What the PBX was told of the caller before it rang anybody, and why. */
export function DecisionLine({ of, decision }: { readonly of: LineOf; readonly decision: StoryDecision }) {
  const { decisions: words } = useTexts();
  const { extension, reason, chain, source, has_name: hasName, took_ms: ms } = decision;
  const why = words.reasons[reason];
  const more = [hasName ? words.withName : words.withoutName, words.sources[source], words.took(ms)];
  return (
    <Line of={of} at={decision.at} sign="event">
      <Text size="sm" component="span">
        <b>{words.asked}</b>: {extension === null ? words.ringNobody(why) : words.ring(extension, why)}
      </Text>
      <Text size="sm" c="dimmed">
        {more.join(' · ')}
      </Text>
      {chain.length > 0 && (
        <Folded title={words.chain}>
          <ChainTold chain={chain} />
        </Folded>
      )}
    </Line>
  );
}
