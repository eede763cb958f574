import { createNumbers } from '../../../simulators/pbx/belarus-numbers.ts';
import { between, pick, type Random } from '../../../simulators/pbx/random.ts';
import { createUniqueIds } from '../../../simulators/pbx/unique-ids.ts';
import type { PbxEvent } from '../../../simulators/pbx/pbx-event.ts';
import type { Agency } from './agencies.ts';
import { planClient, type KnownClient } from './clients.ts';
import { dealKinds, type Kind } from './kinds.ts';
import { scriptCall, type CallFacts } from './script.ts';
import { disorder, pickDisorder, type Disorder } from './disorder.ts';

/** One call: what the PBX sends, when, and what is true of it. */
export interface PlannedCall {
  readonly index: number;
  /** Its place in the plan's agencies. */
  readonly agency: number;
  readonly kind: Kind;
  readonly callId: string;
  /** The outside party's number; null where there is none that U-ON could know. */
  readonly digits: string | null;
  /** The client as U-ON has it before the run. */
  readonly known: KnownClient | null;
  readonly startsAtMs: number;
  readonly disorder: Disorder;
  readonly facts: CallFacts;
  readonly events: readonly PbxEvent[];
}

/** All calls have their times here, so that a seed's events are always the same. */
const BEGAN_AT = Date.UTC(2025, 8, 14, 9, 0, 0);
/** How long a call that is held open talks, as shares of the whole run. */
const HELD = [0.25, 0.7] as const;

interface Options {
  readonly random: Random;
  readonly count: number;
  readonly agencies: readonly Agency[];
  readonly lengthMs: number;
}

export function planCalls({ random, count, agencies, lengthMs }: Options): PlannedCall[] {
  const nextNumber = createNumbers(random);
  const uniqueIds = createUniqueIds();
  const calls: PlannedCall[] = [];
  for (const deal of dealKinds(random, count)) {
    const agency = pickAgency(random, deal.kind, agencies);
    const place = agencies[agency];
    if (place === undefined) throw new RangeError('No such agency');
    const shared = { digits: nextNumber(), startsAtMs: startOf(random, deal.kind, lengthMs) };
    const known = deal.isKnown ? planClient(random, calls.length, shared.digits) : null;
    for (let copy = 0; copy < deal.copies; copy++) {
      const startsAtMs = shared.startsAtMs + copy * between(random, 0, 300);
      const heldMs = deal.isHeld ? Math.round(lengthMs * (HELD[0] + random() * (HELD[1] - HELD[0]))) : undefined;
      const scripted = scriptCall({
        random,
        kind: deal.kind,
        digits: shared.digits,
        ownPhone: place.ownPhone,
        startedAt: BEGAN_AT + startsAtMs,
        uniqueIds,
        heldMs,
      });
      const how = deal.isHeld || deal.kind === 'lone-hangup' ? 'none' : pickDisorder(random);
      calls.push({
        index: calls.length,
        agency,
        kind: deal.kind,
        callId: scripted.callId,
        digits: scripted.hasNumber ? shared.digits : null,
        known,
        startsAtMs,
        disorder: how,
        facts: scripted.facts,
        events: disorder(random, how, scripted.events),
      });
    }
  }
  return calls.toSorted((a, b) => a.startsAtMs - b.startsAtMs);
}

/** Calls without a hangup need an agency that soon gives up waiting, calls held open one that does not. */
function pickAgency(random: Random, kind: Kind, agencies: readonly Agency[]): number {
  const fits = agencies.flatMap(({ rules }, index) => (rules.isBrief === (kind === 'no-hangup') ? [index] : []));
  const any = agencies.map((_, index) => index);
  return pick(random, kind === 'no-hangup' || kind.startsWith('held') ? fits : any);
}

/** What takes long begins early. */
function startOf(random: Random, kind: Kind, lengthMs: number): number {
  const share = kind === 'no-hangup' || kind.startsWith('held') ? 0.3 : 1;
  return between(random, 0, Math.round(lengthMs * share));
}
