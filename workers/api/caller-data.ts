import type { AdminSmartDeps } from '../../api/admin/smart/router.ts';
import type { CallerDataRouterDeps, CallerDoor } from '../../api/caller-data.ts';
import type { AskedEnterprise } from '../../api/asked-enterprise.ts';
import { createAdmission } from '../../intake/admission.ts';
import { createAskLookup } from '../../intake/ask-lookup.ts';
import { callerData, type CallerDataDeps } from '../../intake/caller-data.ts';
import { createCallerLookups } from '../../intake/caller-lookups.ts';
import { createHeldBySecret } from '../../intake/held-by-secret.ts';
import { createWaitingRoom } from '../../intake/waiting-room.ts';
import { seldom } from '../../platform/seldom.ts';
import { SecretsError } from '../../platform/secrets.ts';
import { askedOf } from './asked-of.ts';
import { TOLD_EVERY_MS, type ApiProcess, type Background } from './background.ts';
import { loggedDecision } from './decision-log.ts';

/** What does not come in time is not told, so nothing waits for long. */
const FACTS_ROOM = { atOnce: 8, room: 200, waitMs: 250 };
/** Lookups for callers that are under way or wait, apart from those of services: a PBX in a loop takes nothing from them. */
const LOOKUP_ROOM = { atOnce: 8, room: 100 };
/** So long its answer is listened for, to note what became of it. The lookup itself goes on for longer, for the next question. */
const LOOKUP_MS = 5_000;
/** Tokens that are asked for at once. */
const DOOR = { atOnce: 4, room: 200, waitMs: 250 };

/** What it takes to answer a PBX, and to try what it would be answered. */
export function createCallerData(
  { log, pool, settings, client, hashPhone, metrics: { callers } }: ApiProcess,
  background: Pick<Background, 'noteDecision'>,
): AdminSmartDeps['smart'] & { readonly router: CallerDataRouterDeps } {
  const telling = (message: string) =>
    seldom(TOLD_EVERY_MS, (leftOut, err: unknown) => log.warn({ err, leftOut }, message));
  const tellLookup = telling('a lookup for a caller got no answer from its workflow');
  const ask = createAskLookup({
    ...{ client, hashPhone, room: createWaitingRoom(LOOKUP_ROOM), withinMs: LOOKUP_MS },
    onFailure: tellLookup,
  });
  const deps: CallerDataDeps = {
    ...{ pool, hashPhone, room: createWaitingRoom(FACTS_ROOM) },
    lookUp: createCallerLookups({ ask, onEnd: callers.lookedUp, onFailure: tellLookup }),
    onFailure: telling('a question for a caller failed; the PBX was answered without it'),
    onLate: () => callers.fellBack('tables'),
  };
  const decide: CallerDataRouterDeps['decide'] = (asked, deadline) => callerData(deps, asked, deadline);

  const load = (number: string) => askedWithKey(settings, number);
  const doors = createWaitingRoom(DOOR);
  const held = createHeldBySecret<CallerDoor>({
    ask: (token) =>
      doors.enter('', async () => {
        const found = await settings.findByToken(token);
        const asked = found && (await load(found.number));
        return asked && { enterprise: asked.enterprise.number, asked };
      }),
    onHeld: () => callers.fellBack('settings'),
    onFailure: telling('the settings of a PBX that asks for a caller can not be read; those of a while ago count'),
  });
  return {
    ...{ load, decide },
    router: {
      ...{ admission: createAdmission({ doorOf: held }), decide, metrics: callers },
      note: (told) => background.noteDecision(loggedDecision(told, hashPhone)),
    },
  };
}

/** A key that can't be decrypted is none here: the name may stand in our own list. The page tells of it. */
async function askedWithKey(settings: ApiProcess['settings'], number: string): Promise<AskedEnterprise | null> {
  try {
    return askedOf(await settings.withAccess(number));
  } catch (error) {
    if (!(error instanceof SecretsError)) throw error;
    const enterprise = await settings.load(number);
    return enterprise && { enterprise, account: null };
  }
}
