import { Context } from '@temporalio/activity';
import { saveExtensions } from '../db/enterprise-extensions.ts';
import type { ConnectionNow, Connections } from '../db/enterprise-connections.ts';
import { lastDirectory } from '../db/directories.ts';
import type { OurWebhook } from '../domain/webhooks/registration.ts';
import type { CallOptions, UonAccess } from '../uon/access.ts';
import type { RegisteredWebhook } from '../uon/webhooks.ts';
import type { Ask, ConnectionActivities, WhichAccount } from './contract.ts';
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
      const { wanted, held } = await connections.now(enterprise);
      const problem = wanted && publicUrl === undefined ? NO_ADDRESS : null;
      return { wanted: wanted?.access.account ?? null, held: held?.account ?? null, problem };
    },
    holdAccount: (enterprise) => connections.hold(enterprise),
    letAccountGo: (enterprise) => connections.letGo(enterprise),
    noteWebhooks: (enterprise, webhooks) => connections.note(enterprise, webhooks),
    takeExtensions: async (enterprise) => {
      const account = (await connections.now(enterprise)).wanted?.access.account;
      if (account === undefined) return;
      const managers = await lastDirectory(deps.pool, account, 'managers');
      if (managers) await saveExtensions(deps.pool, enterprise, managers);
    },
    endConnection: (enterprise, state, problem) => connections.end(enterprise, { state, problem }),
    ourWebhooks: (ask, which) => inAccount(deps, ask, which, (turn) => ours(deps, ask, turn)),
    registerWebhook: (ask, typeId) =>
      inAccount(deps, ask, 'wanted', async (turn) => {
        // An attempt whose answer was lost, or whose worker died, may have registered it.
        if (Context.current().info.attempt > 1) {
          const found = (await ours(deps, ask, turn)).find((one) => one.isRight && one.typeId === typeId);
          if (found) return found.id;
        }
        return deps.uon.createWebhook(turn.access, { typeId, url: addressOf(deps, turn.now) }, turn.options);
      }),
    removeWebhook: (ask, which, webhookId) =>
      inAccount(deps, ask, which, ({ access, options }) => deps.uon.deleteWebhook(access, webhookId, options)),
  };
}

/** What one request to an account of the enterprise's is made with. */
interface AccountTurn {
  readonly now: ConnectionNow;
  readonly access: UonAccess;
  readonly options: CallOptions;
}

async function inAccount<T>(
  deps: ConnectionDeps,
  ask: Ask,
  which: WhichAccount,
  work: (turn: AccountTurn) => Promise<T>,
): Promise<T> {
  const now = await deps.connections.now(ask.enterprise);
  const access = which === 'wanted' ? now.wanted?.access : now.held;
  if (!access) throw deps.failures.of('uon-off', 'the account is not connected any more');
  return withAccount(deps, ask, access, (options) => work({ now, access, options }));
}

async function ours(
  deps: ConnectionDeps,
  { enterprise }: Ask,
  { now, access, options }: AccountTurn,
): Promise<readonly OurWebhook[]> {
  const address = addressOf(deps, now);
  const found: OurWebhook[] = [];
  for (const webhook of await deps.uon.webhooks(access, options)) {
    const { id, typeId, url, method } = webhook;
    if (!now.webhookIds.includes(id) && !(await leadsToUs(deps, enterprise, webhook))) continue;
    found.push({ id, typeId, isRight: url === address && method.toUpperCase() === 'POST' });
  }
  return found;
}

/** By a secret of this enterprise in its address, one of a day ago too. */
async function leadsToUs(deps: ConnectionDeps, enterprise: string, { url }: RegisteredWebhook): Promise<boolean> {
  const secret = /\/uon\/webhook\/([^/?#]+)$/.exec(url)?.[1];
  return secret !== undefined && deps.connections.isSecretOf(enterprise, secret);
}

function addressOf({ publicUrl = '' }: ConnectionDeps, { wanted }: ConnectionNow): string {
  return `${publicUrl.replace(/\/+$/, '')}/uon/webhook/${wanted?.secret ?? ''}`;
}
