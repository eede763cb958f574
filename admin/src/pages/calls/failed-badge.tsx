import { Badge } from '@mantine/core';
import { useTexts } from '../../texts/texts-context.ts';

/** Steps of a call that failed, if any. */
export function FailedBadge({ count }: { readonly count: number }) {
  const { calls } = useTexts();
  if (count === 0) return null;
  return (
    <Badge color="red" variant="outline" tt="none" className="whole failed">
      ! {calls.failed(count)}
    </Badge>
  );
}
