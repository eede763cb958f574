import type { Express } from 'express';
import type { Registry } from 'prom-client';
import { fileURLToPath } from 'node:url';
import manifest from '../../package.json' with { type: 'json' };
import { allow } from '../../api/admin/door.ts';
import { createApp } from '../../api/app.ts';
import { createAdmin } from './admin.ts';
import { createCallerData } from './caller-data.ts';
import { requireServiceToken } from '../../api/bearer.ts';
import { webUiOrigins } from '../../api/codec.ts';
import { SHOWN_ERRORS } from '../../api/recovery-operations.ts';
import { backlogOf } from '../../db/backlog.ts';
import { findCall } from '../../db/calls.ts';
import { allConnections, connectionOf } from '../../db/connections.ts';
import { customersOf } from '../../db/customers.ts';
import { knownManager } from '../../db/known-profile.ts';
import { cancelRecovery, recoveryProgress } from '../../db/recoveries.ts';
import { findServiceToken } from '../../db/service-tokens.ts';
import { acceptEvent } from '../../intake/accept.ts';
import { acceptLoggedCall, acceptRecovery } from '../../intake/accept-recovery.ts';
import { acceptWebhook } from '../../intake/accept-webhook.ts';
import { createAdmission } from '../../intake/admission.ts';
import { createAskLookup } from '../../intake/ask-lookup.ts';
import { createBareDoor } from '../../intake/bare-door.ts';
import { doorOf } from '../../intake/call-door.ts';
import { storedFacts } from '../../intake/stored-facts.ts';
import { findProfile } from '../../intake/find-profile.ts';
import { startNotice } from '../../intake/start-notice.ts';
import { createWaitingRoom } from '../../intake/waiting-room.ts';
import { createPayloadCipher } from '../../platform/payload-codec.ts';
import { seldom } from '../../platform/seldom.ts';
import { roomGauge } from '../metrics/event-metrics.ts';
import { askedOf } from './asked-of.ts';
import { TOLD_EVERY_MS, type ApiProcess, type Background } from './background.ts';
import { createPopupLinks } from './popup-links.ts';
import type { Watched } from './watch.ts';

/** Eight of an enterprise leave connections for the others; a burst of 500 has its turns in well under a second. */
const ROOM = { atOnce: 8, room: 1_000, waitMs: 8_000 };
/** Of each kind of sender who is not known yet: whoever tries secret after secret takes nothing from PBXs, nor from other kinds. */
const DOOR = { atOnce: 2, room: 200, waitMs: 8_000 };
/** Each takes a workflow, and the account serves eight requests a second: more would only wait elsewhere. */
const LOOKUP_ROOM = { atOnce: 8, room: 500 };
/** Who asks of a number is answered by then, with what was known last if U-ON says nothing. */
const LOOKUP_MS = 5_000;
/** Each holds a connection to the database while its calls arrive. */
const UPLOADS = { atOnce: 2, room: 6, waitMs: 8_000 };
/** What `npm run page` builds. */
const PAGE = fileURLToPath(new URL('../../admin/dist', import.meta.url));

export interface InterfaceParts {
  readonly api: ApiProcess;
  readonly background: Background;
  readonly watched: Watched;
  readonly registry: Registry;
  /** Aborts when the process is to end: answers that go on and on are cut off then. */
  readonly stopping: AbortSignal;
}

/** What each route does, put together. */
export function createInterface({ api, background, watched, registry, stopping }: InterfaceParts): Express {
  const { config, log, keys, pool, settings, client, hashPhone, hashNotice, metrics } = api;
  const room = createWaitingRoom(ROOM);
  const uploads = createWaitingRoom(UPLOADS);
  const doors = { webhooks: createWaitingRoom(DOOR), bare: createWaitingRoom(DOOR), services: createWaitingRoom(DOOR) };
  roomGauge(registry, room, ...Object.values(doors));
  const onTooMany = metrics.events.tooMany;
  const authenticate = requireServiceToken({
    serviceToken: config.serviceToken,
    findToken: (token) => doors.services.enter('', () => findServiceToken(pool, token)),
  });
  const load = (number: string) => room.enter(number, async () => askedOf(await settings.withAccess(number)));
  const asked = { authenticate, load };
  const ask = createAskLookup({
    ...{ client, hashPhone, room: createWaitingRoom(LOOKUP_ROOM), withinMs: LOOKUP_MS },
    onFailure: seldom(TOLD_EVERY_MS, (leftOut, err: unknown) =>
      log.warn({ err, leftOut }, 'a lookup got no answer from its workflow'),
    ),
  });

  const callers = createCallerData(api, background);
  const admin = createAdmin({
    ...{ ...api, connect: background.connect, watched, version: manifest.version, stopping },
    smart: callers,
  });

  return createApp({
    callerData: callers.router,
    pbxEvents: {
      admission: createAdmission({
        doorOf: async (token) => doorOf(await room.enter('', () => settings.findByToken(token))),
        onTooMany,
      }),
      accept: (door, event, body) =>
        room.enter(door.enterprise, () => acceptEvent({ pool, hashPhone }, door, event, body)),
      deliver: background.deliver,
      metrics: metrics.events,
    },
    webhooks: {
      admission: createAdmission({
        doorOf: async (secret) => {
          const found = await doors.webhooks.enter('', () => settings.findByWebhookSecret(secret));
          return found && { enterprise: found.number, settings: found };
        },
        onTooMany,
      }),
      bare: createBareDoor({
        connected: () => doors.bare.enter('', settings.connected),
        load: (number) => room.enter(number, () => settings.load(number)),
        onTooMany,
      }),
      accept: (enterprise, fields) =>
        room.enter(enterprise.number, () => acceptWebhook({ pool, hashPhone }, enterprise, fields)),
      start: background.startWebhook,
      metrics: metrics.webhooks,
    },
    popupLinks: createPopupLinks(api, load),
    calls: { authenticate, findCall: (enterprise, callId) => findCall(pool, enterprise, callId) },
    customers: {
      ...asked,
      find: (place, question) => findProfile({ pool, ask, onAnswer: metrics.answered }, place, question),
      managerName: (account, managerId) => knownManager(pool, account, managerId),
      journalFacts: ({ number, uon: { cache } }, phoneE164, rules) => {
        // The journal alone: U-ON's word is asked for otherwise.
        const key = {
          enterprise: number,
          phoneE164,
          phoneHash: hashPhone(number, phoneE164),
          callId: '',
          account: null,
        };
        return room.enter(number, () => storedFacts(pool, { key, cache, rules }));
      },
      customersOf: (enterprise, phoneE164) => room.enter(enterprise, () => customersOf(pool, enterprise, phoneE164)),
    },
    notices: {
      ...asked,
      start: (enterprise, notice, receivedAtMs) =>
        startNotice({ client, hashNotice }, { enterprise, notice, receivedAtMs }),
    },
    recovery: {
      ...asked,
      accept: (enterprise, calls) => uploads.enter('', () => acceptRecovery(pool, enterprise, calls)),
      start: background.startRecoveries,
      progress: (id) => room.enter('recovery', () => recoveryProgress(pool, id, SHOWN_ERRORS)),
      cancel: (id) => room.enter('recovery', () => cancelRecovery(pool, id)),
    },
    logCall: {
      ...asked,
      accept: (enterprise, body) => room.enter(enterprise.number, () => acceptLoggedCall(pool, enterprise, body)),
      start: background.startRecoveries,
    },
    enterprises: {
      authenticate,
      enterprises: settings,
      connection: (number) => connectionOf(pool, number),
      connections: () => allConnections(pool),
      connect: background.connect,
    },
    adminPage: { folder: PAGE },
    admin,
    codec: {
      decrypt: createPayloadCipher(keys).decrypt,
      authenticate,
      session: allow(admin, () => ({ what: 'read-payloads' })),
      serviceToken: config.serviceToken,
      origins: webUiOrigins(config.temporal.uiUrl),
    },
    health: { ...watched, backlog: () => backlogOf(pool, 'inbox'), waitingWebhooks: () => backlogOf(pool, 'webhooks') },
    metrics: { render: () => registry.metrics(), contentType: registry.contentType },
    version: manifest.version,
    trustedHops: config.trustedHops,
    log,
  });
}
