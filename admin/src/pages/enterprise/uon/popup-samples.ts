import { NO_DETAILS, type PopupCaller } from '../../../../../domain/popup-facts.ts';
import { pageLinks } from '../../../../../domain/popup-links.ts';
import { mergedPopupText } from '../../../../../domain/merged-popup-text.ts';
import { popupText } from '../../../../../domain/popup-text.ts';
import type { Client } from '../../../../../domain/uon-shapes.ts';
import type { LinkTemplates } from '../../../../../domain/settings/links.ts';
import { sampleDetails, SHOWN_TO } from './popup-sample-facts.ts';

/** The scenarios that a popup knows, and the plain text. */
const OF_ONE_CALL = ['known', 'own', 'missed', 'unknown', 'company', 'basic'] as const;
export type Scenario = (typeof OF_ONE_CALL)[number] | 'merged';

/** Those that there are with these settings. While the window is typed it may be none. */
export function scenariosOf({ merge_window_s }: { readonly merge_window_s: number }): readonly Scenario[] {
  return merge_window_s > 0 ? [...OF_ONE_CALL, 'merged'] : OF_ONE_CALL;
}

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
  readonly lastCalls: number;
  readonly showRequests: boolean;
  readonly mergeWindowS: number;
  /** No call has a full card. */
  readonly isPlain: boolean;
}

const PHONE = '+375296254070';
const ivanov: Client = {
  ...{ id: '11', surname: 'Иванов', name: 'Иван', patronymic: 'Петрович', company: '', kind: 'person' },
  ...{ phones: ['375296254070'], managerId: '4', active: true, deleted: false },
};
const company: Client = {
  ...ivanov,
  ...{ id: '14', surname: 'Петров', name: 'Пётр', patronymic: '', company: 'ООО «Рога и копыта»', kind: 'company' },
};

const CREATED_ID = '19';

function callerOf(scenario: Exclude<Scenario, 'merged'>, settings: SampleSettings): PopupCaller {
  const { atMs, createsClient, lastCalls: last_calls, showRequests: show_requests } = settings;
  const known = (client: Client, isMissed = false): PopupCaller => {
    const details = sampleDetails(client, { atMs, isMissed, last_calls, show_requests });
    return { kind: 'client', phoneE164: PHONE, client, details };
  };
  switch (scenario) {
    case 'known':
      return known(ivanov);
    case 'own':
      return known({ ...ivanov, managerId: SHOWN_TO });
    case 'missed':
      return known(ivanov, true);
    case 'company':
      return known(company);
    case 'unknown': {
      const createdClientId = createsClient ? CREATED_ID : null;
      return { kind: 'unknown', phoneE164: PHONE, createdClientId, details: NO_DETAILS };
    }
    case 'basic':
      return { kind: 'basic', who: PHONE };
  }
}

/** The text of a popup as a call with these settings sends it to U-ON. */
export function samplePopup(scenario: Scenario, settings: SampleSettings): string {
  if (scenario === 'merged') return mergedSample(settings);
  const { facts, links } = toldOf(scenario, settings, settings.atMs);
  return popupText(facts, links);
}

/** Of a burst: one that is over already, one of a client of theirs, one of a number that nobody knows. */
function mergedSample(settings: SampleSettings): string {
  const { atMs, mergeWindowS, isPlain } = settings;
  const startMs = atMs - mergeWindowS * 1_000;
  const told = (scenario: 'known' | 'own' | 'unknown', part: number) =>
    toldOf(isPlain ? 'basic' : scenario, settings, startMs + part * mergeWindowS * 1_000);
  const calls = [
    { ...told('known', 0), ended: 'missed' as const },
    { ...told('unknown', 0.4), ended: null },
    { ...told('own', 0.8), ended: null },
  ];
  return mergedPopupText(calls, mergeWindowS * 1_000);
}

function toldOf(scenario: Exclude<Scenario, 'merged'>, settings: SampleSettings, atMs: number) {
  const { direction, links, subdomain, timezone, line, extension } = settings;
  const caller = callerOf(scenario, settings);
  const facts = { caller, direction, line, extension, managerId: SHOWN_TO, atMs, timezone };
  return { facts, links: pageLinks(links, subdomain === '' ? undefined : subdomain) };
}

/** Per cent of calls that have this text: full cards and the plain one share them. */
export function shareOf(
  scenario: Scenario,
  { enriched, ab_share }: { readonly enriched: string; readonly ab_share: number },
): number {
  if (scenario === 'merged') return 100;
  const enrichedShare = enriched === 'ab' ? ab_share : enriched === 'true' ? 100 : 0;
  return scenario === 'basic' ? 100 - enrichedShare : enrichedShare;
}
