import { popupText, type PopupCaller } from '../../../../../domain/popup-text.ts';
import type { Client } from '../../../../../domain/uon-shapes.ts';
import type { LinkTemplates } from '../../../../../domain/settings/links.ts';

/** The three scenarios that a popup knows, and the plain text. */
export const SCENARIOS = ['known', 'unknown', 'company', 'basic'] as const;
export type Scenario = (typeof SCENARIOS)[number];

export interface SampleSettings {
  readonly direction: 'incoming' | 'outgoing';
  readonly links: LinkTemplates;
  readonly subdomain: string;
  readonly timezone: string;
  readonly line: string;
  readonly extension: string;
  readonly atMs: number;
  /** Calls of the direction create the client whom U-ON does not know. */
  readonly createsClient: boolean;
}

const PHONE = '+375296254070';
const ivanov: Client = {
  ...{ id: '11', surname: 'Иванов', name: 'Иван', patronymic: 'Петрович', company: '', kind: 'person' },
  ...{ phones: ['375296254070'], managerId: '3', active: true, deleted: false },
};
const company: Client = {
  ...ivanov,
  ...{ id: '14', surname: 'Петров', name: 'Пётр', patronymic: '', company: 'ООО «Рога и копыта»', kind: 'company' },
};

const CREATED_ID = '19';

const callers = (createsClient: boolean): Readonly<Record<Scenario, PopupCaller>> => ({
  known: { kind: 'client', phoneE164: PHONE, client: ivanov },
  unknown: { kind: 'unknown', phoneE164: PHONE, createdClientId: createsClient ? CREATED_ID : null },
  company: { kind: 'client', phoneE164: PHONE, client: company },
  basic: { kind: 'basic', who: PHONE },
});

/** The text of a popup as a call with these settings sends it to U-ON. */
export function samplePopup(scenario: Scenario, { subdomain, createsClient, ...settings }: SampleSettings): string {
  const caller = callers(createsClient)[scenario];
  return popupText({ ...settings, caller, subdomain: subdomain === '' ? undefined : subdomain });
}

/** Per cent of calls that have this text: full cards and the plain one share them. */
export function shareOf(
  scenario: Scenario,
  { enriched, ab_share }: { readonly enriched: string; readonly ab_share: number },
): number {
  const enrichedShare = enriched === 'ab' ? ab_share : enriched === 'true' ? 100 : 0;
  return scenario === 'basic' ? 100 - enrichedShare : enrichedShare;
}
