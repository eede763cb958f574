import type { CountryCode } from 'libphonenumber-js/max';
import { isRecord } from '../is-record.ts';
import { numbersAmong } from '../phone.ts';
import { clientCard } from './client-card.ts';
import { textOf, type WebhookFields } from './fields.ts';
import { clientIdOf } from './webhook.ts';

/** Whom a webhook tells of, whatever it wants to be done. */
export interface WebhookPerson {
  /** E.164, each once: of the client, and what was clicked on. */
  readonly phones: readonly string[];
  /** U-ON's id. */
  readonly clientId: string | null;
}

export function personOf(fields: WebhookFields, country: CountryCode): WebhookPerson {
  const card = isRecord(fields['client']) ? clientCard(fields['client'], country) : null;
  const clicked = numbersAmong([textOf(fields['phone']) ?? ''], country);
  return { phones: [...new Set([...clicked, ...(card?.phones ?? [])])], clientId: clientIdOf(fields) };
}
