import type { OurWebhook } from '../../domain/webhooks/registration.ts';
import type { Ask } from './asked.ts';

/** How an enterprise shall be connected to U-ON, and where else it is. Accounts are keyed hashes. */
export interface ConnectionView {
  /** What this answers; to be given back with the answer. */
  readonly asked: string | null;
  readonly wanted: string | null;
  /** Those that are ours no more, in which webhooks of ours may stand. */
  readonly left: readonly string[];
  /** Why nothing can be registered. */
  readonly problem: string | null;
}

/** What a look at a connection came to. */
export interface LookedAt {
  readonly state: 'connected' | 'off' | 'failed';
  readonly problem: string | null;
  readonly asked: string | null;
}

/**
 * What keeps an enterprise connected, on the queue `uon`. Each is for one account, and fails as `uon-off` where the settings
 * have another one by now.
 */
export interface ConnectionActivities {
  connectionNow(enterprise: string): Promise<ConnectionView>;
  /** Webhooks of ours may stand in this account from now on. */
  holdAccount(enterprise: string, account: string): Promise<void>;
  /** None of ours stands in this account any more. */
  letAccountGo(enterprise: string, account: string): Promise<void>;
  /** One that could not be cleared. True: for two weeks now, and it is let go. */
  giveAccountUp(enterprise: string, account: string): Promise<boolean>;
  /** Type to id of those that stand and stay, and the ids of those that are still to be taken away. */
  noteWebhooks(
    enterprise: string,
    account: string,
    ids: { readonly standing: Readonly<Record<string, string>>; readonly leaving: readonly string[] },
  ): Promise<void>;
  endConnection(enterprise: string, looked: LookedAt): Promise<void>;
  /** Those of ours that stand there; others' are not looked at. */
  ourWebhooks(ask: Ask, account: string): Promise<readonly OurWebhook[]>;
  /** One that an earlier attempt registered after all is found. */
  registerWebhook(ask: Ask, account: string, typeId: string): Promise<string>;
  removeWebhook(ask: Ask, account: string, webhookId: string): Promise<void>;
}
