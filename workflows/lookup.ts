import { allHandlersFinished, condition, defineUpdate, setHandler } from '@temporalio/workflow';
import type { FoundClient } from '../activities/contract/greeting.ts';
import { failureText } from './activity-failures.ts';
import { lookups } from './activity-proxies.ts';
import type { LookupAnswer, LookupInput, LookupQuestion } from './lookup-messages.ts';
import { UPDATE } from './names.ts';

export const lookUp = defineUpdate<LookupAnswer, [LookupQuestion]>(UPDATE.lookUp);

/**
 * Looks a number up in U-ON for whoever asks: those who ask while it is looked up share the requests. It ends with its last
 * answer; what was learned is kept in the database, where the next question finds it.
 */
export async function lookup(input: LookupInput): Promise<void> {
  const ask = sharedRequests(input);
  let asked = 0;
  setHandler(lookUp, async (question): Promise<LookupAnswer> => {
    asked += 1;
    try {
      return await answer(ask, question);
    } catch (error) {
      const why = failureText(error);
      if (why === null) throw error;
      return { kind: 'failed', why };
    }
  });
  await condition(() => asked > 0 && allHandlersFinished());
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

type SharedRequests = ReturnType<typeof sharedRequests>;

/** Each request once, for all who want the same of it. */
function sharedRequests({ enterprise, account, phoneE164, isLive = false }: LookupInput) {
  const requestClass = isLive ? 'live' : 'hangup';
  const uon = lookups(account, requestClass);
  const ask = { enterprise, callId: 'lookup', class: requestClass } as const;
  const client = shared((fresh: boolean): Promise<FoundClient> =>
    uon.findClient.executeWithOptions({ summary: 'user/phone' }, [ask, phoneE164, { fresh }]),
  );
  const leads = shared((clientId: string, fresh: boolean) =>
    uon.listLeads.executeWithOptions({ summary: 'lead-by-client' }, [ask, clientId, { fresh }]),
  );
  const requests = shared((clientId: string, fresh: boolean) =>
    uon.listRequests.executeWithOptions({ summary: 'request-by-client' }, [ask, clientId, { fresh }]),
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
