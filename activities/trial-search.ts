import { chooseClient } from '../domain/client-choice.ts';
import { phoneDigits } from '../domain/phone.ts';
import { checkStep } from '../domain/uon-check-steps.ts';
import type { CheckFacts, CheckStep, RawAnswer } from '../domain/uon-check.ts';
import type { Client } from '../domain/uon-shapes.ts';
import type { ReceivedAnswer } from '../uon/access.ts';
import { withoutKey } from '../domain/redact.ts';
import { shownPath } from '../uon/request-url.ts';
import { askOnce, type KeyTurn } from './ask-once.ts';
import type { UonDeps } from './uon-request.ts';

/** A client is a few hundred characters; who reads more than this reads U-ON itself. */
const SHOWN_CHARACTERS = 20_000;

/** Looks a number up as a call does, and shows what was sent, what came, and what we read in it. */
export async function trialSearch(
  deps: UonDeps,
  turn: KeyTurn,
  phoneE164: string,
  withinMs: number,
): Promise<CheckStep<'search'>> {
  const digits = phoneDigits(phoneE164);
  const sent = { method: 'GET', path: shownPath({ method: 'user/phone', segments: [digits] }) };
  const asked = await askOnce(deps, turn, withinMs, ({ access, options }) =>
    deps.uon.findClientsByPhone(access, digits, options),
  );
  const { tookMs, answer } = asked;
  const facts: Partial<CheckFacts['search']> = { sent, raw: answer && shown(answer, turn.access.apiKey) };
  if (asked.kind === 'failed') {
    const { code, message } = asked;
    return checkStep('search', { state: 'failed', code, tookMs }, { ...facts, message });
  }
  const { value: clients } = asked;
  const read = { clients, chosenId: chooseClient(clients, new Map())?.id ?? null };
  return checkStep('search', { state: 'ok', code: codeOf(clients), tookMs }, { ...facts, read });
}

function codeOf(clients: readonly Client[]): 'no-client' | 'one-client' | 'several-clients' {
  if (clients.length === 0) return 'no-client';
  return clients.length === 1 ? 'one-client' : 'several-clients';
}

/** Hidden before it is cut: half a key is a key to half. */
function shown({ status, text }: ReceivedAnswer, apiKey: string): RawAnswer {
  const whole = withoutKey(text, apiKey);
  const isCut = whole.length > SHOWN_CHARACTERS;
  return { httpStatus: status, text: whole.slice(0, SHOWN_CHARACTERS).toWellFormed(), isCut };
}
