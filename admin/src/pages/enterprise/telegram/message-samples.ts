import { telegramText, type TelegramFacts } from '../../../../../domain/telegram-text.ts';
import type { Settings } from '../../../api/enterprise.ts';
import type { TelegramDraft } from './telegram-draft.ts';

/** What becomes of the message of a call, and the calls that end otherwise. */
export const STATES = ['ringing', 'known', 'talking', 'ended', 'missed', 'hidden'] as const;
export type MessageState = (typeof STATES)[number];

const PHONE = '+375296254070';
const ivanov = { id: '11', name: 'Иванов Иван Петрович', company: '' };
const TALKED_S = 154;

/** The message in a state, as a call with these settings has it. */
export function sampleMessage(
  state: MessageState,
  { language, mask_phone }: Pick<TelegramDraft, 'language' | 'mask_phone'>,
  { timezone, lines: [line], integrations_config: { uon } }: Settings,
  startedAtMs: number,
): string {
  const named = { ...ringing, line: line?.name ?? line?.trunk ?? '', startedAtMs };
  const { links, subdomain } = uon;
  return telegramText({ ...named, ...STATE_FACTS[state] }, { language, mask_phone, timezone, links, subdomain });
}

const ringing: Omit<TelegramFacts, 'line' | 'startedAtMs'> = {
  ...{ status: 'ringing', answered: false, direction: 'incoming', extension: null, managerName: null },
  ...{ durationS: null, recordUrl: null, caller: { kind: 'number', phoneE164: PHONE, client: null } },
};
const caller = { kind: 'number', phoneE164: PHONE, client: ivanov } as const;
const answered = { answered: true, extension: '151', managerName: 'Ковалёв Артём', caller } as const;

const STATE_FACTS: Readonly<Record<MessageState, Partial<TelegramFacts>>> = {
  ringing: {},
  known: { caller },
  talking: { ...answered, status: 'talking' },
  ended: {
    ...answered,
    status: 'ended',
    durationS: TALKED_S,
    recordUrl: 'https://pbx.example/records/1757840723.6.mp3',
  },
  missed: { caller, status: 'ended' },
  hidden: { caller: { kind: 'hidden' } },
};
