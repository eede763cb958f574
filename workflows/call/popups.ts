import { condition } from '@temporalio/workflow';
import type { FoundClient, PopupOrder, PopupOutcome } from '../../activities/contract.ts';
import { directionOf, firstArrivalMs, phoneOf, rawPhoneOf, trunkOf } from '../../domain/call-facts.ts';
import { lineName, actionsFor } from '../../domain/call-terms.ts';
import {
  popupTargets,
  unmanagedExtensions,
  variantOf,
  wantsPopups,
  type PopupTarget,
} from '../../domain/popup-policy.ts';
import { popupText, type PopupCaller } from '../../domain/popup-text.ts';
import type { Phone } from '../../domain/phone.ts';
import { quick, quickElse, uon } from '../activity-proxies.ts';
import type { CallBook, Ending } from './call-book.ts';
import { askOf } from './client.ts';

/** Details are waited for so long, then the basic popup goes out. */
const DETAILS_WAIT_MS = 3_000;
/** An unknown caller's popup waits so long for the card that is being created. */
const NEW_CARD_WAIT_MS = 2_000;

/**
 * Tells the managers who are rung, each once, as soon as it is known what there is to tell, and those who are rung
 * later when they are. Nobody is told after the hangup.
 */
export async function announce(book: CallBook, lookup: Promise<FoundClient | undefined>): Promise<void> {
  const direction = directionOf(book.state);
  if (direction === 'internal' || !wantsPopups(book.terms.uon.notifications, direction)) return;
  book.isAnnouncing = true;
  const told = new Set<string>();
  const noted = new Set<string>();
  const over = () => book.hungUp || book.gaveUp || book.closing;
  const untold = () => targetsOf(book).filter((target) => !told.has(target.managerId));
  const caller = await callerToShow(book, lookup);
  const sending: Promise<void>[] = [];
  do {
    // A popup that is due goes out though `max_call_hours` have passed.
    for (const target of book.hungUp || book.closing ? [] : untold()) {
      told.add(target.managerId);
      sending.push(tell(book, target, caller));
    }
    void Promise.allSettled(sending).then(() => (book.isAnnouncing = false));
    noteUnmanaged(book, noted);
    await condition(() => over() || untold().length > 0);
  } while (!over());
  noteUnmanaged(book, noted);
  await Promise.all(sending);
}

/** Who calls, as far as it is known in time. */
async function callerToShow(book: CallBook, lookup: Promise<FoundClient | undefined>): Promise<PopupCaller> {
  const phone = phoneOf(book.state, book.terms);
  if (!isEnriched(book)) return { kind: 'basic', who: plainName(phone, rawPhoneOf(book.state)) };
  if (phone.kind === 'hidden') return { kind: 'hidden' };
  if (phone.kind === 'other') return { kind: 'no-number', text: rawPhoneOf(book.state) };
  let found: FoundClient | undefined | null = null;
  void lookup.then((result) => (found = result)).catch(() => (found = undefined));
  await condition(() => found !== null || book.hungUp, DETAILS_WAIT_MS);
  return describe(book, phone.e164, found ?? undefined);
}

function plainName(phone: Phone, raw: string): string {
  if (phone.kind === 'number') return phone.e164;
  return phone.kind === 'hidden' ? 'номер скрыт' : raw;
}

async function describe(book: CallBook, phoneE164: string, found: FoundClient | undefined): Promise<PopupCaller> {
  if (!found) return { kind: 'basic', who: phoneE164 };
  if (found.client) return { kind: 'client', phoneE164, client: found.client };
  if (actionsFor(book.terms, book.side).create_client_on_call) {
    book.isAnnouncing = false;
    await condition(() => book.answeredClient !== null || book.hungUp, NEW_CARD_WAIT_MS);
  }
  return { kind: 'unknown', phoneE164, createdClientId: book.answeredClient?.clientId ?? null };
}

async function tell(book: CallBook, target: PopupTarget, caller: PopupCaller): Promise<void> {
  const { account, uon: settings } = book.terms;
  const { popup_ttl_s } = settings.notifications;
  const eventAtMs = firstArrivalMs(target.dials) ?? Date.now();
  const popup: PopupOrder = {
    managerId: target.managerId,
    variant: caller.kind === 'basic' ? 'basic' : 'enriched',
    text: popupText({
      caller,
      direction: book.side,
      line: lineName(book.terms, trunkOf(book.state)),
      extension: target.extension,
      atMs: eventAtMs,
      timezone: book.terms.timezone,
      links: settings.links,
      subdomain: settings.subdomain,
    }),
    eventAtMs,
    ttlMs: popup_ttl_s * 1000,
  };
  const name = `popup: extension ${target.extension}, manager ${target.managerId}`;
  const ask = askOf(book, 'live');
  const options = { summary: `notification/create, manager ${target.managerId}` };
  await book.attempt(
    name,
    () =>
      quickElse(
        () => quick.sendPopupNow.executeWithOptions(options, [ask, popup]),
        () => {
          book.isAnnouncing = false;
          const withinMs = popup_ttl_s * 1000 + 60_000;
          return uon(account ?? '', 'live', withinMs).sendPopup.executeWithOptions(options, [ask, popup]);
        },
      ),
    (outcome) => ENDING[outcome],
  );
}

const ENDING: Readonly<Record<PopupOutcome, Ending>> = {
  sent: ['done'],
  dropped: ['skipped', 'it would have come too late (popup_ttl_s after the event)'],
  over: ['skipped', 'the call had ended'],
  unclear: ['failed', 'U-ON did not say whether it showed the popup; it is not sent a third time'],
};

/** Extensions that are rung and have no manager, each told once. */
function noteUnmanaged(book: CallBook, noted: Set<string>): void {
  for (const extension of unmanagedExtensions(book.state.dials, book.terms.uon)) {
    if (noted.has(extension)) continue;
    noted.add(extension);
    book.note(`popup: extension ${extension}`, 'skipped', 'no manager has this extension (user_extensions)');
  }
}

function targetsOf(book: CallBook): readonly PopupTarget[] {
  return popupTargets(book.state.dials, book.terms.uon);
}

function isEnriched(book: CallBook): boolean {
  return variantOf(book.input.callId, book.terms.uon.notifications) === 'enriched';
}
