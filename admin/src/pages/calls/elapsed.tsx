import { Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { clockOf } from '../../texts/duration-told.ts';

/** A running clock. Whoever listens is not told every second. */
export function Elapsed({ since }: { readonly since: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <Text component="span" size="sm" ff="monospace" role="timer" aria-live="off">
      {clockOf((now - Date.parse(since)) / 1_000)}
    </Text>
  );
}
