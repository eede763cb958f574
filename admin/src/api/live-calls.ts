import { useEffect, useState } from 'react';
import type { LiveLeft, LiveOpen } from '../../../api/admin/calls/operations.ts';
import type { LiveCall } from '../../../api/admin/calls/row.ts';
import { NOTHING_YET, withAll, withCall, withoutCall, type LiveCalls } from './live-change.ts';
import { useLookAtRights } from './session.ts';

/** The browser itself asks again where the line broke; after a refusal it does not. */
const AGAIN_AFTER_MS = 3_000;

/** Calls of an enterprise as they happen. A page that nobody sees does not listen: a browser has few connections. */
export function useLiveCalls(number: string): LiveCalls {
  const [live, setLive] = useState(NOTHING_YET);
  const lookAtRights = useLookAtRights();
  useEffect(() => {
    setLive(NOTHING_YET);
    return watch(`/api/admin/enterprises/${encodeURIComponent(number)}/calls/live`, setLive, lookAtRights);
  }, [number, lookAtRights]);
  return live;
}

type Change = (change: (live: LiveCalls) => LiveCalls) => void;

/** Listens until what comes back is called. `onRefused`: the browser does not say why it was. */
function watch(address: string, change: Change, onRefused: () => void): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const close = () => {
    clearTimeout(timer);
    source?.close();
  };
  const away = () => change((live) => ({ ...live, state: 'away' }));
  const open = () => {
    close();
    const opened = new EventSource(address);
    source = opened;
    listen(opened, change);
    opened.addEventListener('error', () => {
      away();
      if (opened.readyState !== EventSource.CLOSED) return;
      onRefused();
      timer = setTimeout(open, AGAIN_AFTER_MS);
    });
  };
  const look = () => (document.hidden ? close() : open());
  open();
  document.addEventListener('visibilitychange', look);
  window.addEventListener('offline', away);
  window.addEventListener('online', open);
  return () => {
    document.removeEventListener('visibilitychange', look);
    window.removeEventListener('offline', away);
    window.removeEventListener('online', open);
    close();
  };
}

function listen(source: EventSource, change: Change): void {
  source.addEventListener('open', (event) => {
    // The browser's own event of that name says only that there is a connection.
    if (event instanceof MessageEvent) change((live) => withAll(live, openedBy(event)));
  });
  source.addEventListener('call', (event) => change((live) => withCall(live, changedBy(event))));
  source.addEventListener('left', (event) => change((live) => withoutCall(live, leftBy(event).call_id)));
}

/** That it is of the type is the API's word, as with `ask`. */
function openedBy(event: MessageEvent): LiveOpen {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return JSON.parse(String(event.data)) as LiveOpen;
}

function changedBy(event: MessageEvent): LiveCall {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return JSON.parse(String(event.data)) as LiveCall;
}

function leftBy(event: MessageEvent): LiveLeft {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return JSON.parse(String(event.data)) as LiveLeft;
}
