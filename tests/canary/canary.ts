import { randomInt } from 'node:crypto';
import type { System, TestEnterprise } from '../support/system.ts';

/** A system with an agency through which the values below go every way, and one whose key U-ON refuses. */
export interface Canary {
  readonly system: System;
  readonly agency: TestEnterprise;
  readonly refused: TestEnterprise;
  /** All that anybody was answered, and that tools said. */
  readonly said: string[];
}

/** Values that stand nowhere by chance, each met on a way of its own. */
export const PHONE = {
  unknown: canaryPhone(),
  known: canaryPhone(),
  failing: canaryPhone(),
  refused: canaryPhone(),
  lone: canaryPhone(),
  recovered: canaryPhone(),
  logged: canaryPhone(),
  broken: canaryPhone(),
  misspelt: canaryPhone(),
  webhook: canaryPhone(),
  followed: canaryPhone(),
  click: canaryPhone(),
  asked: canaryPhone(),
  tried: canaryPhone(),
};
export const NAME = { surname: 'Канарейкина-Забытая', name: 'Евпраксия', patronymic: 'Полуэктовна' };
export const CREATES = { create_client_on_call: true, create_lead: 'if_no_open', missed_call_task: true };
/** Of the address that webhooks come to, and of the PBX that places calls. */
export const WEBHOOK_SECRET = 'canary-webhook-secret-of-an-agency';
export const ORIGINATE_SECRET = 'canary-originate-secret-of-an-agency';
/** The bot's, and its chat. */
export const BOT = { bot_token: '4242424242:AAcanary-token-of-a-bot', chat_id: '4242' };
export const KEY_OF_FILE = 'canary-key-of-the-applied-file';
export const TOKEN_OF_FILE = 'canary-token-of-the-applied-file';
export const KEY_OF_API = 'canary-key-that-came-by-the-api';
export const TOKEN_OF_API = 'canary-token-that-came-by-the-api';

function canaryPhone(): string {
  return `37529${randomInt(1_000_000, 9_999_999)}`;
}
