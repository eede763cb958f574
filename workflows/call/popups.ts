import { condition } from '@temporalio/workflow';
import type { PopupOutcome } from '../../activities/contract/popups.ts';
import { directionOf } from '../../domain/call-facts.ts';
import { accountOf, actionsFor } from '../../domain/call-terms.ts';
import { POPUP_ENDING, popupStep, toldTogether } from '../../domain/popup-endings.ts';
import { popupOrder } from '../../domain/popup-order.ts';
import {
  mergeWindowMs,
  popupTargets,
  unmanagedExtensions,
  wantsPopups,
  type PopupTarget,
} from '../../domain/popup-policy.ts';
import type { PopupCaller } from '../../domain/popup-facts.ts';
import { failureText } from '../activity-failures.ts';
import { quick, quickElse } from '../activity-proxies.ts';
import { callerToShow } from '../caller-to-show.ts';
import { owePopup, type Owed } from '../owe-popup.ts';
import type { CallBook } from './call-book.ts';
import type { Ending } from '../steps.ts';
import { sendPopup, summaryOf } from '../send-popup.ts';
import { askOf } from './client.ts';
import type { Greeted } from './greeting.ts';

/** An unknown caller's popup waits so long for the card that is being created. */
const NEW_CARD_WAIT_MS = 2_000;

/**
 * Tells the managers who are rung, each once, as soon as it is known what there is to tell, and those who are rung
 * later when they are. What the greeting has told is noted. Nobody is told after the hangup, and the journal says of whom.
 */
export async function announce(book: CallBook, greeted: Greeted): Promise<void> {
  const { popups } = greeted;
  const direction = directionOf(book.state);
  if (direction === 'internal' || !wantsPopups(book.terms.uon.notifications, direction)) return;
  const told = new Set<string>();
  const noted = new Set<string>();
  const over = () => book.hungUp || book.gaveUp || book.closing;
  const untold = () => targetsOf(book).filter((target) => !told.has(target.managerId));
  for (const target of untold()) {
    const ended = popups.get(target.managerId);
    if (!ended || (!ended.done && !('refused' in ended))) continue;
    told.add(target.managerId);
    book.journal.note(popupStep(target), ...(ended.done ? ENDING[ended.value] : (['failed', ended.refused] as const)));
  }
  noteUnmanaged(book, noted);

  let caller: PopupCaller | null = null;
  const sending: Promise<void>[] = [];
  do {
    if (untold().length > 0) caller ??= await callerOf(book, greeted);
    // A popup that is due goes out though `max_call_hours` have passed.
    for (const target of book.hungUp || book.closing ? [] : untold()) {
      told.add(target.managerId);
      if (caller) sending.push(tell(book, target, caller, popups.has(target.managerId)));
    }
    noteUnmanaged(book, noted);
    await condition(() => over() || untold().length > 0);
  } while (!over());
  noteUnmanaged(book, noted);
  if (book.hungUp) for (const target of untold()) book.journal.note(popupStep(target), ...ENDING.over);
  await Promise.all(sending);
}

/** Who calls, as far as it is known in time; an unknown caller's popup waits for the card that is being made. */
function callerOf(book: CallBook, greeted: Greeted): Promise<PopupCaller> {
  const { state, terms } = book;
  const makesClient = actionsFor(terms, book.side).create_client_on_call;
  return callerToShow({
    ...{ ask: askOf(book, 'live'), state, terms, known: greeted.known },
    lookup: () => greeted.lookup,
    leads: greeted.leads,
    isOver: () => book.hungUp,
    newClient: {
      due: ({ client }) =>
        client || !makesClient ? null : condition(() => book.answeredClient !== null || book.hungUp, NEW_CARD_WAIT_MS),
      id: () => book.answeredClient?.clientId ?? null,
    },
  });
}

/** `isTried`: the greeting began it, and an ordinary activity takes it over. */
async function tell(book: CallBook, target: PopupTarget, caller: PopupCaller, isTried: boolean): Promise<void> {
  const popup = popupOrder(book.state, book.terms, target, caller, Date.now());
  const ask = askOf(book, 'live');
  const windowMs = mergeWindowMs(book.terms.uon.notifications);
  if (windowMs > 0 && !isTried) {
    book.owedPopups.push(tellTogether(book, target, { ask, account: accountOf(book.terms), windowMs, popup }));
    return;
  }
  const ordinary = () => sendPopup(ask, accountOf(book.terms), popup);
  const now = () => quick.sendPopupNow.executeWithOptions(summaryOf(popup), [ask, popup]);
  await book.journal.attempt(
    popupStep(target),
    () => (isTried ? ordinary() : quickElse(now, ordinary)),
    (outcome) => ENDING[outcome],
  );
}

/** Collected with those of other calls: how it ended is told at the end of the window. */
async function tellTogether(book: CallBook, target: PopupTarget, owed: Owed): Promise<void> {
  const end = book.journal.begin(popupStep(target));
  // It takes seconds: who looks at the call sees that it is under way.
  book.journal.touch();
  try {
    const answer = await owePopup(owed, () => book.popupAnswers.get(target.managerId));
    if (answer.kind === 'failed') end('failed', answer.why);
    else if (answer.together > 0) end('done', toldTogether(answer.together));
    else
      end(...(answer.outcome === 'over' ? (['skipped', POPUP_ENDING.overInWindow] as const) : ENDING[answer.outcome]));
  } catch (error) {
    const why = failureText(error);
    if (why === null) throw error;
    end('failed', why);
  }
}

const ENDING: Readonly<Record<PopupOutcome, Ending>> = {
  sent: ['done'],
  dropped: ['skipped', POPUP_ENDING.tooLate],
  over: ['skipped', POPUP_ENDING.over],
  untaken: ['skipped', POPUP_ENDING.untaken],
  unclear: ['failed', POPUP_ENDING.unclear],
};

/** Extensions that are rung and have no manager, each told once. */
function noteUnmanaged(book: CallBook, noted: Set<string>): void {
  for (const extension of unmanagedExtensions(book.state.dials, book.terms.uon)) {
    if (noted.has(extension)) continue;
    noted.add(extension);
    book.journal.note(`popup: extension ${extension}`, 'skipped', 'no manager has this extension (user_extensions)');
  }
}

function targetsOf(book: CallBook): readonly PopupTarget[] {
  return popupTargets(book.state.dials, book.terms.uon);
}
