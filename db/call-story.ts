import type pg from 'pg';
import type { JournalStep } from '../domain/journal.ts';
import { OF_ITS_CHANNELS } from './call-channels.ts';
import { IS_UNTOLD, type EffectState } from './effects.ts';
import type { InboxState } from './inbox.ts';
import type { PopupState } from './popups.ts';
import { decisionsOfCall, type LoggedDecision } from './smart-decisions.ts';

/** What the tables hold of one call, beside its row and its requests. */
export interface CallStory {
  readonly closedAt: Date | null;
  readonly isForgotten: boolean;
  readonly clientId: string | null;
  readonly leadId: string | null;
  readonly steps: readonly JournalStep[];
  /** It was told afterwards. */
  readonly isRecovered: boolean;
  /** The recovery that told of it last; null of a live call, and of one whose recovery is forgotten. */
  readonly recoveryId: string | null;
  readonly events: readonly StoryEvent[];
  readonly popups: readonly StoryPopup[];
  readonly effects: readonly StoryEffect[];
  /** What its PBX was told of the caller. */
  readonly decisions: readonly LoggedDecision[];
}

export interface StoryEvent {
  readonly id: number;
  readonly name: string;
  readonly uniqueid: string;
  readonly receivedAt: Date;
  readonly state: InboxState;
  readonly body: unknown;
}

export interface StoryPopup {
  readonly managerId: string;
  readonly variant: string;
  readonly state: PopupState;
  readonly attempts: number;
  readonly claimedAt: Date;
  readonly finishedAt: Date | null;
}

export interface StoryEffect {
  readonly effect: string;
  readonly state: EffectState;
  readonly sends: number;
  readonly firstAt: Date;
  readonly markedAt: Date;
  readonly madeId: string | null;
  /** U-ON may have done it, and can't be asked whether it did. */
  readonly isUntold: boolean;
}

/** A PBX that sends without end must not make an answer without end. */
const MOST_EVENTS = 1_000;

/** Null when there is no such call. */
export async function callStory(pool: pg.Pool, enterprise: string, callId: string): Promise<CallStory | null> {
  const ask = async <T extends pg.QueryResultRow>(sql: string): Promise<readonly T[]> =>
    (await pool.query<T>(sql, [enterprise, callId])).rows;
  const [call] = await ask<Omit<CallStory, 'events' | 'popups' | 'effects' | 'decisions'>>(CALL);
  if (!call) return null;
  const [events, popups, effects, decisions] = await Promise.all([
    ask<StoryEvent>(EVENTS),
    ask<StoryPopup>(POPUPS),
    ask<StoryEffect>(EFFECTS),
    decisionsOfCall(pool, enterprise, callId),
  ]);
  return { ...call, events, popups, effects, decisions };
}

const OF_CALL = 'where enterprise_number = $1 and call_id = $2';

const CALL = `select closed_at as "closedAt", forgotten_at is not null as "isForgotten", client_id as "clientId",
    lead_id as "leadId", steps, recovered is not null as "isRecovered",
    case when recovered is not null then (
      select r.id from recovery_calls c join recoveries r on r.id = c.recovery_id
       where r.enterprise_number = $1 and c.call_id = $2 order by r.created_at desc limit 1) end as "recoveryId"
  from calls ${OF_CALL}`;

const EVENTS = `select id, event as name, uniqueid, received_at as "receivedAt", state, body from inbox ${OF_CALL}
   and ${OF_ITS_CHANNELS} order by id limit ${MOST_EVENTS}`;

const POPUPS = `select manager_id as "managerId", variant, state, attempts, claimed_at as "claimedAt",
    finished_at as "finishedAt" from popups ${OF_CALL} order by claimed_at, manager_id`;

const EFFECTS = `select effect, state, sends, first_at as "firstAt", marked_at as "markedAt", made_id as "madeId",
    ${IS_UNTOLD} as "isUntold"
  from effects ${OF_CALL} order by first_at, effect`;
