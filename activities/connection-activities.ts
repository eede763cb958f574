import { Context } from '@temporalio/activity';
import type { ConnectionNow, Connections, OurIds } from '../db/enterprise-connections.ts';
import { secretInAddress, webhookAddress } from '../domain/webhooks/address.ts';
import type { OurWebhook } from '../domain/webhooks/registration.ts';
import type { CallOptions, UonAccess } from '../uon/access.ts';
import type { RegisteredWebhook } from '../uon/webhooks.ts';
import type { Ask } from './contract/asked.ts';
import type { ConnectionActivities } from './contract/connection.ts';
import { withAccount, type UonDeps } from './uon-request.ts';

export interface ConnectionDeps extends UonDeps {
  readonly connections: Connections;
  /** Where U-ON reaches us; undefined where nobody said so. */
  readonly publicUrl: string | undefined;
}

const NO_ADDRESS = 'PUBLIC_URL is not set: U-ON would not know where to send its webhooks';

/** What keeps an enterprise connected: its own webhooks in U-ON, and nobody else's. */
export function createConnectionActivities(deps: ConnectionDeps): ConnectionActivities {
  const { connections, publicUrl } = deps;
  return {
    connectionNow: async (enterprise) => {
      const { asked, wanted, held } = await connections.now(enterprise);
      const account = wanted?.access.account ?? null;
      const left = held.map((one) => one.account).filter((one) => one !== account);
      return { asked, wanted: account, left, problem: wanted && publicUrl === undefined ? NO_ADDRESS : null };
    },
    holdAccount: async (enterprise, account) => {
      if (!(await connections.hold(enterprise, account))) throw changed(deps);
    },
    letAccountGo: (enterprise, account) => connections.letGo(enterprise, account),
    giveAccountUp: (enterprise, account) => connections.giveUp(enterprise, account),
    noteWebhooks: async (enterprise, account, ids: OurIds) => {
      if (!(await connections.note(enterprise, account, ids))) throw changed(deps);
    },
    endConnection: (enterprise, looked) => connections.end(enterprise, looked),
    ourWebhooks: (ask, account) => inAccount(deps, ask, account, (turn) => ours(deps, ask, turn)),
    registerWebhook: (ask, account, typeId) =>
      inAccount(deps, ask, account, async (turn) => {
        const { wanted } = turn.now;
        if (wanted?.access.account !== account) throw changed(deps);
        // An attempt whose answer was lost, or whose worker died, may have registered it.
        if (Context.current().info.attempt > 1) {
          const found = (await ours(deps, ask, turn)).find((one) => one.isRight && one.typeId === typeId);
          if (found) return found.id;
        }
        const url = webhookAddress(publicUrl ?? '', wanted.secret);
        return deps.uon.createWebhook(turn.access, { typeId, url }, turn.options);
      }),
    removeWebhook: (ask, account, webhookId) =>
      inAccount(deps, ask, account, ({ access, options }) => deps.uon.deleteWebhook(access, webhookId, options)),
  };
}

/** What one request to an account of the enterprise's is made with. */
interface AccountTurn {
  readonly now: ConnectionNow;
  readonly access: UonAccess;
  readonly options: CallOptions;
}

/** In this account and no other, whatever the settings have become since it was asked. */
async function inAccount<T>(
  deps: ConnectionDeps,
  ask: Ask,
  account: string,
  work: (turn: AccountTurn) => Promise<T>,
): Promise<T> {
  const now = await deps.connections.now(ask.enterprise);
  const access = now.wanted?.access.account === account ? now.wanted.access : heldAccess(deps, now, account);
  return withAccount(deps, ask, access, (options) => work({ now, access, options }));
}

function heldAccess(deps: ConnectionDeps, { held }: ConnectionNow, account: string): UonAccess {
  const found = held.find((one) => one.account === account);
  if (!found) throw changed(deps);
  if (!found.access)
    throw deps.failures.of('settings-unreadable', 'the key of the account before can not be decrypted');
  return found.access;
}

function changed({ failures }: ConnectionDeps): Error {
  return failures.of('uon-off', 'the account is not connected any more');
}

async function ours(
  deps: ConnectionDeps,
  { enterprise }: Ask,
  { now, access, options }: AccountTurn,
): Promise<readonly OurWebhook[]> {
  const { wanted, held, named } = now;
  const isWanted = wanted?.access.account === access.account;
  const address = isWanted ? webhookAddress(deps.publicUrl ?? '', wanted.secret) : null;
  const known = held.find(({ account }) => account === access.account)?.webhookIds ?? [];
  const found: OurWebhook[] = [];
  for (const webhook of await deps.uon.webhooks(access, options)) {
    const { id, typeId, url, method } = webhook;
    const isNamed = isWanted && typeId !== null && named[typeId] === id;
    const isKnown = isNamed || known.includes(id);
    if (!isKnown && !(await leadsToUs(deps, enterprise, webhook))) continue;
    found.push({ id, typeId, isRight: url === address && method.toUpperCase() === 'POST', isKnown });
  }
  return found;
}

/** By a secret of this enterprise in its address, one of a day ago too. */
async function leadsToUs(deps: ConnectionDeps, enterprise: string, { url }: RegisteredWebhook): Promise<boolean> {
  const secret = secretInAddress(url);
  return secret !== null && deps.connections.isSecretOf(enterprise, secret);
}
