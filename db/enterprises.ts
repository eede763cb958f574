import type pg from 'pg';

import type { Role } from '../domain/admin-access.ts';
import { enterprisePlace } from '../domain/alarms.ts';
import { EnterpriseFileError, readEnterpriseFile, type Enterprise, type EnterpriseFile } from '../domain/enterprise.ts';
import { problemsOfRole } from '../domain/settings/owners-keys.ts';
import type { SettingsProblem } from '../domain/settings/problems.ts';
import { keyedHash } from '../platform/keyed-hash.ts';
import type { Secrets } from '../platform/secrets.ts';
import { releaseAccount } from './account-troubles.ts';
import { clearAlarm, openAlarms, type Alarm } from './alarms.ts';
import { applyEnterprise, removeEnterprise, type ApplyOutcome, type Decide } from './apply-enterprise.ts';
import { createEnterpriseReader, enterpriseOf } from './enterprise-rows.ts';
import type { EnterpriseRow } from './enterprise-rows.ts';
import { keepsWebhookSecret, problemsOfKept, withoutMasks } from './returned-settings.ts';
import { namesForeignAccount, problemsOfAccount } from './foreign-accounts.ts';
import { hasHistory, LeftHistoryError } from './former-enterprises.ts';
import { readable } from './readable.ts';
import { openAccess, sealedAccessOf, sealedKeyOf, type EnterpriseUonAccess, type SealedAccess } from './uon-access.ts';
import { releaseTelegram } from './telegram-stop.ts';
import { replaceToken } from './replace-token.ts';
import { indexWebhookSecrets } from './index-webhook-secrets.ts';
import { enterpriseOfSecret } from './webhook-secrets.ts';
import { joinSecrets, MASK, mapSecrets, maskSecret, openAll, secretPlace } from './enterprise-secrets.ts';

export interface EnterprisesOptions {
  readonly pool: pg.Pool;
  readonly secrets: Secrets;
  /** From `loadHashKey`. */
  readonly hashKey: Buffer;
  /** Where U-ON is for an enterprise without an `api_url` of its own. */
  readonly uonUrl: string;
}

/** Enterprises and their settings. Read anew at each call, so that a change counts at once in every process. */
export interface Enterprises {
  /**
   * Stores the file. Its account is asked again, even if U-ON refused its key before; alarms that it settles are cleared.
   *
   * @throws EnterpriseFileError naming `token` or `webhook_secret` when another enterprise has the same
   */
  apply(file: EnterpriseFile): Promise<ApplyOutcome>;
  /**
   * `apply` for whoever was shown the settings: masks stand for the secrets that are stored. `check` may refuse the edition
   * that stands (null: there is none) by throwing.
   *
   * @throws EnterpriseFileError that lists all mistakes at once
   * @throws LeftHistoryError for a new one that would have the calls of another, where `by` refuses them
   */
  save(number: string, content: unknown, check: EditionCheck, by?: Changer): Promise<ApplyOutcome>;
  /**
   * Its webhooks leave U-ON afterwards, and its number the lists of users and service tokens. False where there is none. Calls,
   * customers and their persons stay. `actor`: a user's address, or what else removes it, for the audit.
   */
  remove(number: string, actor: string, check?: EditionCheck): Promise<boolean>;
  /** Gives its PBX another token; the old one is nobody's from then on. Null where there is no such enterprise. */
  replaceToken(number: string, token: string, check: EditionCheck, by: Changer): Promise<{ edition: string } | null>;
  list(): Promise<EnterpriseSummary[]>;
  /**
   * In the form of the file, with its defaults; secrets and token masked. Null when there is no such enterprise. `nothing-of-secrets`
   * leaves out the last characters too, by which whoever knows a secret recognises it.
   */
  show(number: string, how?: 'nothing-of-secrets'): Promise<ShownEnterprise | null>;
  /** Whose PBX it is that sends this token. Found by a keyed hash: the time it takes tells nothing about the token. */
  findByToken(token: string): Promise<Enterprise | null>;
  /** Whose webhooks have this secret in their address, or had until a day ago. */
  findByWebhookSecret(secret: string): Promise<Enterprise | null>;
  /** Those whose U-ON is switched on. */
  connected(): Promise<readonly Enterprise[]>;
  /** So that those are found by their secret who were stored before there was an index. */
  indexWebhookSecrets(): Promise<void>;
  load(number: string): Promise<Enterprise | null>;
  /** The account of each, by number: null where U-ON is switched off, has no key, or one that can't be decrypted. */
  accounts(): Promise<ReadonlyMap<string, string | null>>;
  /** What an administrator has to mend of the enterprise or its account, while it lasts. */
  alarms(number: string): Promise<readonly Alarm[]>;
  /**
   * How to reach the enterprise's U-ON account; null when it is unknown, U-ON is switched off or has no key. Two
   * enterprises with one key have one account.
   *
   * @throws SecretsError when the stored key can't be decrypted
   */
  uonAccess(number: string): Promise<EnterpriseUonAccess | null>;
  /**
   * How to have the enterprise's PBX place a call; null when there is no such enterprise or it has no `originate_url`.
   *
   * @throws SecretsError when its secret can't be decrypted
   */
  originateAccess(number: string): Promise<{ url: string; secret: string | null } | null>;
  /**
   * The enterprise, its account in U-ON (null: switched off, or no key), and its bot and chat in Telegram (null: not both are
   * stored); null when there is no such enterprise.
   *
   * @throws SecretsError when the key or the token can't be decrypted
   */
  withTelegram(number: string): Promise<{
    enterprise: Enterprise;
    account: string | null;
    bot: { token: string; chatId: string; threadId: string | null } | null;
  } | null>;
  /** `load` and `uonAccess` by one question, for those in a hurry. */
  withAccess(number: string): Promise<{ enterprise: Enterprise; access: EnterpriseUonAccess | null } | null>;
  /** `withAccess` for an administrator who tries the key: also while U-ON is switched off. */
  withKey(number: string): Promise<{ enterprise: Enterprise; access: EnterpriseUonAccess | null } | null>;
  /** Forgets the trouble of an account that no enterprise has any more: nobody could mend it. */
  releaseUnused(account: string): Promise<void>;
}

export interface EnterpriseSummary {
  readonly number: string;
  readonly name: string;
  readonly timezone: string;
  readonly country: string;
  readonly lines: number;
  readonly uonEnabled: boolean;
  readonly hasUonKey: boolean;
  readonly updatedAt: Date;
}

export type MaskedFile = ReturnType<typeof masked>;

export interface ShownEnterprise {
  readonly file: MaskedFile;
  /** Another one after each change of the settings. */
  readonly edition: string;
  /** Another enterprise with another key names the same account of U-ON. */
  readonly namesForeignAccount: boolean;
}

export type EditionCheck = (edition: string | null) => void;

/** A user of the administration page who changes an enterprise. */
export interface Changer {
  /** His address, for the audit. */
  readonly actor: string;
  readonly role: Role;
  /** Adds an enterprise that is not to have calls and customers of an earlier one of its number. */
  readonly refusesHistory?: boolean;
}

export function createEnterprises({ pool, secrets, hashKey, uonUrl }: EnterprisesOptions): Enterprises {
  const reader = createEnterpriseReader(pool);
  const hashes = {
    token: (token: string): string => keyedHash(hashKey, 'pbx-token', token),
    webhookSecret: (secret: string): string => keyedHash(hashKey, 'webhook-secret', secret),
  };
  const opened = (sealed: SealedAccess | null) => sealed && openAccess(sealed, { secrets, hashKey });
  const access = (row: EnterpriseRow): EnterpriseUonAccess | null => opened(sealedAccessOf(row, uonUrl));
  const accountOf = (row: EnterpriseRow | undefined): string | null =>
    (row && readable(() => access(row))?.account) ?? null;
  const releaseUnused = async (account: string): Promise<void> => {
    if (!(await reader.all()).map(accountOf).includes(account)) await releaseAccount(pool, account);
  };
  const settleAlarms = async (number: string, accountBefore: string | null): Promise<void> => {
    const account = accountOf(await reader.ofNumber(number));
    if (account !== null) await releaseAccount(pool, account);
    if (accountBefore !== null) await releaseUnused(accountBefore);
    await clearAlarm(pool, enterprisePlace(number), 'settings-unreadable');
    await releaseTelegram(pool, number);
  };
  const store = async (number: string, decide: Decide): Promise<ApplyOutcome> => {
    const accountBefore = accountOf(await reader.ofNumber(number));
    const outcome = await applyEnterprise(pool, secrets, number, decide, hashes);
    await settleAlarms(number, accountBefore);
    return outcome;
  };
  return {
    apply: (file) => store(file.number, () => ({ file })),
    save: (number, content, check, by) =>
      store(number, async (standing, edition, tx) => {
        check(edition);
        if (by?.refusesHistory && !standing && (await hasHistory(tx, number))) throw new LeftHistoryError();
        const role = by?.role ?? 'owner';
        const { content: whole, keepsToken, kept } = withoutMasks(content, standing);
        const file = readEnterpriseFile(whole);
        const problems = [
          ...problemsOfNumber(file, number),
          ...problemsOfKept(file, kept, standing),
          ...problemsOfRole(
            role,
            standing && {
              ...standing.settings,
              keepsToken,
              keepsWebhookSecret: keepsWebhookSecret(file, kept, standing),
            },
            file,
          ),
          ...(await problemsOfAccount(tx, role, file, standing?.settings.uon, secrets)),
        ];
        if (problems.length > 0) throw new EnterpriseFileError(problems);
        return { file, keepsToken, actor: by?.actor };
      }),
    remove: async (number, actor, check = () => undefined) => {
      const accountBefore = accountOf(await reader.ofNumber(number));
      const isRemoved = await removeEnterprise(pool, number, check, actor);
      if (isRemoved) await settleAlarms(number, accountBefore);
      return isRemoved;
    },
    replaceToken: (number, token, check, { actor }) =>
      replaceToken(pool, { number, tokenHash: hashes.token(token), check, actor }),
    alarms: async (number) => {
      const account = accountOf(await reader.ofNumber(number));
      return openAlarms(pool, [enterprisePlace(number), ...(account === null ? [] : [account])]);
    },
    accounts: async () => new Map((await reader.all()).map((row) => [row.number, accountOf(row)])),
    list: async () => (await reader.all()).map(summaryOf),
    show: async (number, how) => {
      const all = await reader.all();
      return nullOr(
        all.find((row) => row.number === number),
        (row) => ({
          file: masked(row, how === 'nothing-of-secrets' ? null : secrets),
          edition: row.edition,
          namesForeignAccount: namesForeignAccount(row, all, secrets),
        }),
      );
    },
    findByToken: async (token) => nullOr(await reader.ofTokenHash(hashes.token(token)), enterpriseOf),
    findByWebhookSecret: async (secret) => {
      const number = await enterpriseOfSecret(pool, hashes.webhookSecret(secret));
      return number === null ? null : nullOr(await reader.ofNumber(number), enterpriseOf);
    },
    indexWebhookSecrets: () =>
      indexWebhookSecrets(pool, (number, sealed) =>
        hashes.webhookSecret(secrets.open(sealed, secretPlace(number, 'uon.webhook_secret'))),
      ),
    connected: async () => (await reader.all()).map(enterpriseOf).filter(({ uon }) => uon.enabled),
    load: async (number) => nullOr(await reader.ofNumber(number), enterpriseOf),
    uonAccess: async (number) => nullOr(await reader.ofNumber(number), access),
    originateAccess: async (number) => {
      const { settings, sealed } = (await reader.ofNumber(number)) ?? {};
      const url = settings?.uon.originate_url;
      const secret = sealed?.get('uon.originate_secret');
      const open = (text: string): string => secrets.open(text, secretPlace(number, 'uon.originate_secret'));
      return url === undefined ? null : { url, secret: secret === undefined ? null : open(secret) };
    },
    releaseUnused,
    withTelegram: async (number) =>
      nullOr(await reader.ofNumber(number), (row) => {
        const { chat_id: chatId, thread_id: threadId = null } = row.settings.telegram;
        const sealed = row.sealed.get('telegram.bot_token');
        const bot =
          chatId === undefined || sealed === undefined
            ? null
            : { token: secrets.open(sealed, secretPlace(number, 'telegram.bot_token')), chatId, threadId };
        return { enterprise: enterpriseOf(row), account: access(row)?.account ?? null, bot };
      }),
    withAccess: async (number) =>
      nullOr(await reader.ofNumber(number), (row) => ({ enterprise: enterpriseOf(row), access: access(row) })),
    withKey: async (number) =>
      nullOr(await reader.ofNumber(number), (row) => ({
        enterprise: enterpriseOf(row),
        access: opened(sealedKeyOf(row, uonUrl)),
      })),
  };
}

function problemsOfNumber(file: EnterpriseFile, number: string): readonly SettingsProblem[] {
  return file.number === number ? [] : [{ field: 'number', message: `must be ${number}, as in the address` }];
}

function summaryOf({
  number,
  name,
  timezone,
  country,
  lines,
  settings,
  sealed,
  updatedAt,
}: EnterpriseRow): EnterpriseSummary {
  const { enabled: uonEnabled } = settings.uon;
  const hasUonKey = sealed.has('uon.api_key');
  return { number, name, timezone, country, lines: lines.length, uonEnabled, hasUonKey, updatedAt };
}

function masked({ number, name, timezone, country, lines, settings, sealed }: EnterpriseRow, secrets: Secrets | null) {
  const opened = secrets ? openAll(sealed, number, secrets) : undefined;
  const shown = mapSecrets(sealed, (_sealed, field) => maskSecret(opened?.get(field) ?? ''));
  return { number, name, token: MASK, timezone, country, lines, integrations_config: joinSecrets(settings, shown) };
}

function nullOr<T, R>(value: T | undefined, change: (value: T) => R): R | null {
  return value === undefined ? null : change(value);
}
