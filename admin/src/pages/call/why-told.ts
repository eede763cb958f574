import type { Texts } from '../../texts/ru.ts';

type Whys = Texts['whys'];

const SAYINGS: readonly (readonly [RegExp, (whys: Whys, found: readonly string[]) => string])[] = [
  [/^create_client_on_call is off$/, ({ clientsOff }) => clientsOff],
  [/^U-ON has a client with this number$/, ({ hasClient }) => hasClient],
  [/^U-ON did not say in time whether it made the client$/, ({ cardLate }) => cardLate],
  [/^U-ON did not answer in time$/, ({ cardLate }) => cardLate],
  [/^the client has an active lead$/, ({ activeLead }) => activeLead],
  [/^create_lead is never$/, ({ leadsOff }) => leadsOff],
  [/^create_lead is (\w+) and the client has (.+)$/, ({ table }, [when = '', has = '']) => table(when, has)],
  [/^no manager has extension (.+) \(user_extensions\)$/, ({ noManager }, [extension = '']) => noManager(extension)],
  [/^no manager has this extension/, ({ nobodyHere }) => nobodyHere],
  [/^it is not known who talked$/, ({ unknownTalker }) => unknownTalker],
  [/^U-ON does not know the client$/, ({ unknownClient }) => unknownClient],
  [/^the client has manager (.+)$/, ({ hasManager }, [manager = '']) => hasManager(manager)],
  [/^the client has no active lead$/, ({ noActiveLead }) => noActiveLead],
  [/^nobody to give the task to/, ({ nobodyForTask }) => nobodyForTask],
  [/^log_calls is off$/, ({ recordsOff }) => recordsOff],
  [/^U-ON logs calls by phone/, ({ noPhone }) => noPhone],
  [/^the recording came after the record/, ({ lateRecording }) => lateRecording],
  [/^it would have come too late/, ({ latePopup }) => latePopup],
  [/^U-ON did not take it before/, ({ popupUntaken }) => popupUntaken],
  [/^U-ON was asked for the client in vain$/, ({ askedInVain }) => askedInVain],
  [/^the call had ended before merge_window_s was over$/, ({ overInWindow }) => overInWindow],
  [/^shown together with (\d+) other calls?$/, ({ toldTogether }, [others = '']) => toldTogether(others)],
  [/^the call had ended$/, ({ callOver }) => callOver],
  [/^U-ON did not say whether it showed the popup/, ({ popupUnclear }) => popupUnclear],
  [/^none came in (\S+) h \(max_call_hours\)$/, ({ noHangup }, [hours = '']) => noHangup(hours)],
  [/^U-ON is switched off in the settings/, ({ off }) => off],
  [/^it is no call that U-ON is told of$/, ({ notTold }) => notTold],
  [/^there was nothing to do any more$/, ({ nothingToDo }) => nothingToDo],
  [/^it came after the call was closed/, ({ closed }) => closed],
];

/** Why a step was not done, in the reader's language; null where the journal says what this page does not know. */
export function whyTold(error: string, { whys }: Pick<Texts, 'whys'>): string | null {
  for (const [form, told] of SAYINGS) {
    const match = form.exec(error);
    if (match) return told(whys, match.slice(1));
  }
  return null;
}
