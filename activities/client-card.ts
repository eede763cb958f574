import { numbersInAll } from '../domain/phone.ts';
import type { ClientCard } from '../domain/webhooks/client-card.ts';
import type { UonDeps, UonTurn } from './uon-request.ts';

/** A client as U-ON describes it now, all of its phones; null when U-ON has it no more. */
export async function readClientCard(
  deps: UonDeps,
  { access, enterprise, options }: UonTurn,
  clientId: string,
): Promise<ClientCard | null> {
  const client = await deps.uon.getClient(access, clientId, options);
  if (!client || client.deleted) return null;
  const phones = numbersInAll(client.phones, enterprise.country);
  const { surname, name, patronymic, company } = client;
  return { surname, name, patronymic, company, phones, hasAllPhones: true };
}
