import type { Client as TemporalClient } from '@temporalio/client';
import type pg from 'pg';
import { noteCustomer } from '../db/customers.ts';
import { ringOf } from '../db/call-ring.ts';
import { noteCard, saveSnapshot } from '../db/calls.ts';
import { compareWithHeard } from '../db/inbox.ts';
import { endWebhook } from '../db/webhooks.ts';
import { hasLostPopups, lostPopups } from '../domain/health/lost-popups.ts';
import type { CallSnapshot } from '../domain/journal.ts';
import { urgencyOf } from '../db/telegram-news.ts';
import { callTerms } from '../domain/call-terms-of.ts';
import type { CallTerms } from '../domain/call-terms.ts';
import { receivedEvents } from '../domain/received-event.ts';
import { heldOfNumber, keptDetails, listsOf } from './caller-details.ts';
import type { CallActivities } from './contract/calls.ts';
import { followClient } from './follow-client.ts';
import type { Settings } from './settings.ts';
import { termsNow } from './terms-now.ts';
import type { WakeTelegram } from './wake-telegram.ts';
import { createWorkflowMessages } from './workflow-messages.ts';

/** What journals tell whoever counts. Must not throw. */
export interface CallMetrics {
  begun(enterprise: string): void;
  /** It closed, with this journal and these popups that were due and not shown; told once. */
  ended(enterprise: string, snapshot: CallSnapshot, lost: ReturnType<typeof lostPopups>): void;
}

export interface CallDeps {
  readonly pool: pg.Pool;
  readonly settings: Settings;
  readonly temporal: TemporalClient;
  readonly hashPhone: (enterprise: string, e164: string) => string;
  readonly metrics: CallMetrics;
  readonly wakeTelegram: WakeTelegram;
}

/** The activities of the queue `calls`: database work and messages to other workflows. */
export function createCallActivities(deps: CallDeps): CallActivities {
  const { pool, settings, temporal, hashPhone, metrics, wakeTelegram } = deps;
  return {
    loadTerms: (enterprise) => loadTerms(settings, enterprise),
    termsNow: async (number, known) => {
      const found = await settings.withAccess(number);
      return found ? termsNow(found.enterprise, found.access?.account ?? null, known) : { kind: 'gone' };
    },
    callerDetails: async (number, callId, phoneE164, found) => {
      const known = await settings.withAccess(number);
      if (!known?.access) return null;
      const about = { enterprise: known.enterprise, account: known.access.account, callId, phoneE164 };
      const [held, lists] = await Promise.all([heldOfNumber(pool, about), listsOf(pool, about, found)]);
      return keptDetails(about, held, found, lists);
    },
    compareInbox: async (enterprise, callId, heard) => {
      const { waiting, notOurs } = await compareWithHeard(pool, enterprise, callId, heard);
      return { waiting: receivedEvents(waiting), notOurs };
    },
    saveCall: async (enterprise, snapshot) => {
      // Before it is written: what throws here is tried again.
      const lost = snapshot.closed ? await lostOf(pool, enterprise, snapshot) : [];
      const written = await saveSnapshot(pool, enterprise, snapshot);
      if (written.version === 'first') metrics.begun(enterprise);
      if (written.version !== 'kept' && snapshot.closed) metrics.ended(enterprise, snapshot, lost);
      if (written.hasNews) wakeTelegram(enterprise, urgencyOf(snapshot) === 0);
    },
    ...createWorkflowMessages({ temporal, hashPhone }),
    noteCard: (enterprise, callId, clientId, step) => noteCard(pool, { enterprise, callId }, clientId, step),
    endWebhook: (webhookId, outcome) => endWebhook(pool, webhookId, outcome),
    followClient: (enterprise, clientId, change, problem) =>
      followClient({ pool, settings }, { enterprise, clientId, change, problem }),
    saveNames: async (enterprise, phoneE164, client) => {
      await noteCustomer(pool, { enterprise, phoneE164, client, overwriteNames: true });
    },
  };
}

/** Popups that were due and not shown; the call's events are asked for where there is any. */
async function lostOf(pool: pg.Pool, enterprise: string, { callId, steps }: CallSnapshot) {
  return hasLostPopups(steps) ? lostPopups(steps, await ringOf(pool, enterprise, callId)) : [];
}

async function loadTerms(settings: Settings, number: string): Promise<CallTerms | null> {
  const known = await settings.withAccess(number);
  return known && callTerms(known.enterprise, known.access?.account ?? null);
}
