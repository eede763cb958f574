import type { Agency } from '../plan/agencies.ts';
import { ARCHIVED_STATUS } from '../plan/agencies.ts';
import type { PlannedCall } from '../plan/calls.ts';
import type { KnownClient } from '../plan/clients.ts';
import { talkingManagers, type OneOf } from './call.ts';

/** Calls of one number of one agency: they share a client and its leads. */
export interface NumberCalls {
  readonly agency: Agency;
  readonly digits: string;
  readonly known: KnownClient | null;
  readonly calls: readonly PlannedCall[];
}

export interface ExpectedLead {
  readonly statuses: OneOf<number>;
  readonly managers: OneOf<number | null>;
}

/** What U-ON must have of a number when all its calls are over. */
export interface ExpectedNumber {
  /** A client is made by the calls, or is there, or there is none. */
  readonly client: 'made' | 'known' | 'none';
  readonly clientManagers: OneOf<number | null>;
  /** The lead that the calls make, if they do. */
  readonly made: (ExpectedLead & { readonly sources: OneOf<string> }) | null;
  /** By id: those that were there before. */
  readonly leads: ReadonlyMap<number, ExpectedLead>;
}

const SOURCES = { incoming: 'Входящий звонок', outgoing: 'Исходящий звонок' } as const;
/** A lead that is made without a status has the account's first one. */
const FIRST_STATUS = 1;

export function expectedOfNumber(number: NumberCalls): ExpectedNumber {
  const { agency, known, calls } = number;
  const { rules } = agency;
  const dialled = calls.filter(({ facts }) => facts.hasDial);
  const makers = dialled.filter(({ facts }) => facts.direction !== 'internal' && rules.createsClient[facts.direction]);
  const client = known ? 'known' : makers.length > 0 ? 'made' : 'none';
  const leadMakers = known ? dialled : makers;
  const wants = leadMakers.length > 0 && createsLead(agency, known);
  const talking = managersAfter(calls, rules.talker);
  const before = known?.leads ?? [];
  // Without a dial nothing happens that would change a lead's status.
  const target = dialled.length > 0 ? newestOpen(known) : undefined;
  return {
    client,
    clientManagers: known?.managerId ? [known.managerId] : talking,
    made: wants
      ? {
          sources: [
            ...new Set(
              leadMakers.map(({ facts }) => SOURCES[facts.direction === 'outgoing' ? 'outgoing' : 'incoming']),
            ),
          ],
          statuses: statusesOf(number, firstStatus(agency, known)),
          managers: talking,
        }
      : null,
    leads: new Map(
      before.map((lead) => [
        lead.id,
        {
          statuses: lead.id === target ? statusesOf(number, rules.statusActive ?? lead.status) : [lead.status],
          managers: lead.managerId === null ? talking : [lead.managerId],
        },
      ]),
    ),
  };
}

/** The table of actions. */
function createsLead({ rules }: Agency, known: KnownClient | null): boolean {
  if (known?.leads.some(({ status }) => status !== ARCHIVED_STATUS)) return false;
  const onlyArchived = (known?.leads.length ?? 0) > 0;
  return onlyArchived ? rules.createLead === 'if_no_open' : rules.createLead !== 'never';
}

function firstStatus({ rules }: Agency, known: KnownClient | null): number {
  return ((known?.leads.length ?? 0) > 0 ? rules.statusNoOpen : rules.statusNoLeads) ?? FIRST_STATUS;
}

/** A missed call's status comes last. Of calls at once the second finds an active lead, and may give it that status. */
function statusesOf({ agency, calls }: NumberCalls, first: number): OneOf<number> {
  const { missedStatus, statusActive } = agency.rules;
  const isMissed = calls.some(({ facts }) => !facts.answered && facts.direction === 'incoming');
  if (isMissed && missedStatus !== undefined) return [missedStatus];
  return calls.length > 1 && statusActive !== undefined ? [first, statusActive] : [first];
}

/** Who may answer for client and leads in the end: the first call that ends decides, and any may be that. */
function managersAfter(calls: readonly PlannedCall[], which: 'first' | 'last'): OneOf<number | null> {
  const talked = calls.filter(({ facts }) => facts.answered);
  if (talked.length === 0) return [null];
  const all = talked.map((call) => talkingManagers(call, which));
  const managers = [...new Set(all.flat())];
  const someoneHas = all.some((one) => !one.includes(null));
  return someoneHas ? managers.filter((id) => id !== null) : managers;
}

function newestOpen(known: KnownClient | null): number | undefined {
  const open = (known?.leads ?? []).filter(({ status }) => status !== ARCHIVED_STATUS);
  return open.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))[0]?.id;
}
