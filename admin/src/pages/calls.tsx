import './calls/calls.css';
import { Stack } from '@mantine/core';
import { useParams } from 'react-router';
import { useLiveCalls } from '../api/live-calls.ts';
import { LiveCallsList } from './calls/live-calls-list.tsx';
import { PastCalls } from './calls/past-calls.tsx';

/** The journal of an enterprise: who is on the line, and who was. */
export function CallsPage() {
  const { number = '' } = useParams();
  const live = useLiveCalls(number);
  return (
    <Stack gap="xl">
      <LiveCallsList number={number} live={live} />
      <PastCalls key={number} number={number} ended={live.ended} />
    </Stack>
  );
}
