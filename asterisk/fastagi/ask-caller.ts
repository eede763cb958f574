import got, { RequestError } from 'got';
import { z } from 'zod';
import { extensionForDialplan, nameForDialplan, wordsForDialplan } from '../../domain/dialplan-text.ts';

export interface CallerQuestion {
  /** The PBX's token. */
  readonly token: string;
  readonly uniqueId: string;
  readonly phone: string;
  readonly trunk: string;
}

/** What a dialplan is told of the caller; empty where nothing is known. */
export interface CallerForDialplan {
  readonly name: string;
  /** The extension to be rung first. */
  readonly dialplan: string;
  readonly priority: string;
  /** `client,active_lead` */
  readonly tags: string;
}

/** The API gave no answer that can be used. Holds neither phone nor token. */
export class AskCallerError extends Error {
  override readonly name = 'AskCallerError';

  constructor(reason: string) {
    super(`getcustomerdata: ${reason}`);
  }
}

export type AskCaller = (question: CallerQuestion, over: AbortSignal) => Promise<CallerForDialplan>;

/** Of its own 300 ms, the way there and back, and a machine that is busy. */
const ANSWER_MS = 700;
const CONNECT_MS = 400;

const answer = z
  .object({
    Name: z.string().nullable(),
    DialPlan: z.string().nullable(),
    Tags: z.array(z.string()),
    Priority: z.int().min(0),
  })
  .transform(({ Name, DialPlan, Tags, Priority }) => ({
    name: nameForDialplan(Name ?? ''),
    dialplan: extensionForDialplan(DialPlan ?? ''),
    priority: String(Priority),
    tags: wordsForDialplan(Tags),
  }));

/** Asks our API once, by `POST {url}/api/callevent/getcustomerdata`. The function throws `AskCallerError`. */
export function createAskCaller(url: string, answerMs = ANSWER_MS): AskCaller {
  return async ({ token, uniqueId, phone, trunk }, over) => {
    const body = { Token: token, UniqueId: uniqueId, Phone: phone, TrunkId: trunk, LoadDialPlan: true };
    try {
      const response = await got.post(`${url}/api/callevent/getcustomerdata`, {
        ...{ json: body, signal: over, followRedirect: false, throwHttpErrors: false, retry: { limit: 0 } },
        timeout: { lookup: CONNECT_MS, connect: CONNECT_MS, secureConnect: CONNECT_MS, request: answerMs },
        headers: { 'user-agent': 'uon-telephony' },
      });
      if (response.statusCode !== 200) throw new AskCallerError(`the API answered ${response.statusCode}`);
      return callerOf(response.body);
    } catch (error) {
      // got's errors carry the request, and so token and phone.
      if (error instanceof RequestError) throw new AskCallerError(error.code);
      throw error;
    }
  };
}

function callerOf(body: string): CallerForDialplan {
  const parsed = answer.safeParse(jsonOf(body));
  if (!parsed.success) throw new AskCallerError('the API answered what it never does');
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
