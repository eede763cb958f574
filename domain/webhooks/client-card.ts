import type { CountryCode } from 'libphonenumber-js/max';
import { cleanText } from '../foreign-text.ts';
import { numbersInAll } from '../phone.ts';
import { textOf } from './fields.ts';

/** A client as a webhook describes it; a field that it does not mention is null, one that is empty there is ''. */
export interface ClientCard {
  readonly surname: string | null;
  readonly name: string | null;
  readonly patronymic: string | null;
  readonly company: string | null;
  /** E.164, each once; what is no telephone number of the outside world is left out. */
  readonly phones: readonly string[];
  /** All three phone fields were given: a number that is not among `phones` is the client's no more. */
  readonly hasAllPhones: boolean;
}

const PHONE_FIELDS = ['u_phone', 'u_phone_mobile', 'u_phone_home'];
const NAME_FIELDS = ['u_surname', 'u_name', 'u_sname', 'u_company'];

/** Null where the webhook names a client and says nothing of it. */
export function clientCard(client: Readonly<Record<string, unknown>>, country: CountryCode): ClientCard | null {
  if (![...PHONE_FIELDS, ...NAME_FIELDS].some((field) => field in client)) return null;
  const phones = PHONE_FIELDS.map((field) => textOf(client[field]) ?? '');
  const text = (field: string): string | null => (field in client ? cleanText(textOf(client[field]) ?? '') : null);
  return {
    surname: text('u_surname'),
    name: text('u_name'),
    patronymic: text('u_sname'),
    company: text('u_company'),
    phones: numbersInAll(phones, country),
    hasAllPhones: PHONE_FIELDS.every((field) => field in client),
  };
}
