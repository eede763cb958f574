import type { Enterprise } from '../domain/enterprise.ts';
import type { WebhookFields } from '../domain/webhooks/fields.ts';
import { addresseeIn, addresseeOf, type Addressee } from '../domain/webhooks/sender.ts';
import { createCount } from './admission.ts';
import { createKeptList } from './kept-list.ts';
import { createStrangers } from './strangers.ts';
import { isWithin } from './trusted-address.ts';

/** The path of webhooks without a secret: the sender's address and the account in the webhook say whose it is. */
export interface BareDoor {
  /** Before the body is read. @throws TooManyError for an address that is nobody's and has tried too often */
  mayTry(address: string): void;
  /**
   * Whose webhook it is, by the settings of this moment; null where nobody has both listed the sender and that account.
   *
   * @throws TooManyError when the enterprise, or an address that is nobody's, sends more than it may
   */
  enterpriseOf(address: string, fields: WebhookFields): Promise<Enterprise | null>;
}

export interface BareDoorDeps {
  /** Those whose U-ON is switched on. */
  readonly connected: () => Promise<readonly Enterprise[]>;
  readonly load: (enterprise: string) => Promise<Enterprise | null>;
  /** Told of an enterprise that sent more than it may. */
  readonly onTooMany?: (enterprise: string) => void;
}

interface Sender extends Addressee {
  readonly ips: readonly string[];
}

export function createBareDoor({ connected, load, onTooMany }: BareDoorDeps): BareDoor {
  const count = createCount(onTooMany);
  const strangers = createStrangers('webhooks that are nobody’s');
  const list = createKeptList(async () => (await connected()).map(senderIn));
  /** One that was listed a moment ago is found by asking anew, as often as strangers may have us ask. */
  const find = async (address: string, fields: WebhookFields): Promise<string | null> => {
    const found = numberOf(await list.recent(), address, fields);
    if (found !== null) return found;
    strangers.mayTry(address);
    return numberOf(await list.anew(), address, fields);
  };

  return {
    mayTry(address) {
      if (!list.last().some(({ ips }) => isWithin(address, ips))) strangers.mayTry(address);
    },
    async enterpriseOf(address, fields) {
      const number = await find(address, fields);
      if (number !== null) count(number);
      const settings = number === null ? null : await load(number);
      if (settings?.uon.enabled && numberOf([senderIn(settings)], address, fields) !== null) return settings;
      strangers.failed(address);
      return null;
    },
  };
}

function senderIn(enterprise: Enterprise): Sender {
  return { ...addresseeIn(enterprise), ips: enterprise.uon.webhook_ips };
}

function numberOf(all: readonly Sender[], address: string, fields: WebhookFields): string | null {
  return addresseeOf(fields, all, ({ ips }) => isWithin(address, ips))?.enterprise ?? null;
}
