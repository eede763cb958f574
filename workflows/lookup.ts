import { allHandlersFinished, condition, defineUpdate, setHandler } from '@temporalio/workflow';
import type { Ask } from '../activities/contract/asked.ts';
import type { FoundClient } from '../activities/contract/greeting.ts';
import { failureText, orFault } from './activity-failures.ts';
import { lookups } from './activity-proxies.ts';
import type { ListsWanted, LookupAnswer, LookupInput, LookupQuestion } from './lookup-messages.ts';
import { UPDATE } from './names.ts';

/** A PBX waits so long for an answer; after that nobody does. */
const LIVE_MS = 200;

export const lookUp = defineUpdate<LookupAnswer, [LookupQuestion]>(UPDATE.lookUp);

/**
 * Looks a number up in U-ON for whoever asks: those who ask while it is looked up share the requests. It ends with its last
 * answer and what was to be read behind it; what was learned is kept in the database, where the next question finds it.
 */
export async function lookup(input: LookupInput): Promise<void> {
  const ask = sharedRequests(input);
  let asked = 0;
  let reading = 0;
  setHandler(lookUp, async (question): Promise<LookupAnswer> => {
    asked += 1;
    try {
      const told = await answer(ask, question);
      if (told.kind === 'found' && question.afterwards) {
        reading += 1;
        void readLists(ask, told.client.id, question.afterwards).finally(() => (reading -= 1));
      }
      return told;
    } catch (error) {
      const why = failureText(error);
      if (why === null) throw error;
      return { kind: 'failed', why };
    }
  });
  await condition(() => asked > 0 && reading === 0 && allHandlersFinished());
}

async function answer(ask: SharedRequests, { leads, requests, fresh }: LookupQuestion): Promise<LookupAnswer> {
  const { client } = await ask.client(fresh);
  if (!client) return { kind: 'none' };
  const [ofLeads, ofRequests] = await Promise.all([
    leads ? ask.leads(client.id, fresh) : null,
    requests ? ask.requests(client.id, fresh) : null,
  ]);
  return { kind: 'found', client, leads: ofLeads, requests: ofRequests };
}

/** Nobody waits for them: what U-ON does not tell is missing, and the activity has logged it. */
async function readLists(ask: SharedRequests, clientId: string, { leads, requests }: ListsWanted): Promise<void> {
  await Promise.all([
    leads ? ask.leads(clientId, false).catch(orFault) : null,
    requests ? ask.requests(clientId, false).catch(orFault) : null,
  ]);
}

type SharedRequests = ReturnType<typeof sharedRequests>;

/** Each request once, for all who want the same of it. A telephone waits for the client alone. */
function sharedRequests({ enterprise, account, phoneE164, isLive = false }: LookupInput) {
  const behind: Ask = { enterprise, callId: 'lookup', class: 'hangup' };
  const first: Ask = isLive ? { ...behind, class: 'live', liveUntilMs: Date.now() + LIVE_MS } : behind;
  const [forClient, forLists] = [lookups(account, isLive ? 'live' : 'hangup'), lookups(account, 'hangup')];
  const client = shared((fresh: boolean): Promise<FoundClient> =>
    forClient.findClient.executeWithOptions({ summary: 'user/phone' }, [first, phoneE164, { fresh }]),
  );
  const leads = shared((clientId: string, fresh: boolean) =>
    forLists.listLeads.executeWithOptions({ summary: 'lead-by-client' }, [behind, clientId, { fresh }]),
  );
  const requests = shared((clientId: string, fresh: boolean) =>
    forLists.listRequests.executeWithOptions({ summary: 'request-by-client' }, [behind, clientId, { fresh }]),
  );
  return { client, leads, requests };
}

function shared<Args extends readonly (string | boolean)[], T>(
  run: (...args: Args) => Promise<T>,
): (...args: Args) => Promise<T> {
  const begun = new Map<string, Promise<T>>();
  return (...args) => {
    const key = args.join(' ');
    const known = begun.get(key) ?? run(...args);
    begun.set(key, known);
    return known;
  };
}
