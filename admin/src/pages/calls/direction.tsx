import { Group, Text } from '@mantine/core';
import type { CallRow } from '../../api/calls.ts';
import { useTexts } from '../../texts/texts-context.ts';
import { isBeingTold } from './who-told.ts';

type Direction = CallRow['direction'];

/** Arrows of 16 by 16: to us, from us, among ourselves. */
const ARROWS = {
  incoming: 'M13 3 4 12M4 6v6h6',
  outgoing: 'M3 13 12 4M6 4h6v6',
  internal: 'M3 6h9M9 3l3 3-3 3M13 11H4M7 8l-3 3 3 3',
} as const;

export function DirectionIcon({ direction }: { readonly direction: Direction }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" className="direction">
      {direction && (
        <path d={ARROWS[direction]} fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
      )}
    </svg>
  );
}

/** An arrow, and the word. */
export function DirectionTold({ call }: { readonly call: Pick<CallRow, 'direction' | 'status' | 'closed'> }) {
  const { calls } = useTexts();
  const { direction } = call;
  return (
    <Group gap={6} wrap="nowrap">
      <DirectionIcon direction={direction} />
      <Text size="sm">{isBeingTold(call) ? calls.beingTold : calls.directions[direction ?? 'unknown']}</Text>
    </Group>
  );
}
