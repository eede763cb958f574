import { Badge } from '@mantine/core';
import { useTexts } from '../../texts/texts-context.ts';
import { callResult, type CallStanding } from './call-result.ts';

/** In a word and in colour: colour alone would not tell everybody. */
export function ResultBadge({ call }: { readonly call: CallStanding }) {
  const { calls } = useTexts();
  const { result, color } = callResult(call);
  return (
    <Badge color={color} variant="light" tt="none" className="whole">
      {calls.results[result]}
    </Badge>
  );
}
