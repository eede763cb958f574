import type { AgiCommands } from './agi-commands.ts';
import { AgiError } from './agi-error.ts';
import type { AgiRequest } from './agi-request.ts';
import type { AskCaller, CallerForDialplan, CallerQuestion } from './ask-caller.ts';

const SCRIPT = 'getcustomerdata';

/**
 * Asks who calls, and sets the variables UON_NAME, UON_DIALPLAN, UON_PRIORITY and UON_TAGS and the name on the phones' screens.
 * The caller hidden or unknown, the variables are empty.
 *
 * @throws AgiError, AskCallerError
 */
export async function answerCall(
  request: AgiRequest,
  agi: AgiCommands,
  { ask, over }: { readonly ask: AskCaller; readonly over: AbortSignal },
): Promise<void> {
  if (request.script !== SCRIPT) throw new AgiError('not-agi', `there is no script but ${SCRIPT}`);
  const caller = await ask(await questionOf(request, agi), over);
  for (const [name, value] of Object.entries(variablesOf(caller))) await agi.setVariable(name, value);
  if (caller.name !== '') await agi.setVariable('CALLERID(name)', caller.name);
}

/** `AGI(agi://host/getcustomerdata,TOKEN,PHONE,TRUNK)`; what is not given is taken from the address, then from the call itself. */
async function questionOf({ args, query, uniqueId, callerId }: AgiRequest, agi: AgiCommands): Promise<CallerQuestion> {
  const [token = '', phone = '', trunk = ''] = args;
  const given = token || query.get('token') || (await agi.variable('UON_TOKEN'));
  return {
    token: percentDecoded(given),
    uniqueId,
    phone: phone || query.get('phone') || callerId,
    trunk: trunk || query.get('trunk') || '',
  };
}

function variablesOf({ name, dialplan, priority, tags }: CallerForDialplan): Record<string, string> {
  return { UON_NAME: name, UON_DIALPLAN: dialplan, UON_PRIORITY: priority, UON_TAGS: tags };
}

/** A token with signs that a dialplan reads otherwise is written as in addresses. */
function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
