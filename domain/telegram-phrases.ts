export type TelegramLanguage = 'ru' | 'en';

interface Phrases {
  readonly incoming: string;
  readonly outgoing: string;
  readonly ringing: string;
  readonly talking: string;
  readonly ended: string;
  /** Nobody took an incoming call; nobody took ours. */
  readonly missed: string;
  readonly noAnswer: string;
  readonly hidden: string;
  readonly unknown: string;
  readonly client: string;
  readonly line: string;
  readonly answeredBy: string;
  readonly recording: string;
  /** Whole seconds. */
  length(seconds: number): string;
}

/** The words of messages in Telegram. */
export const PHRASES: Readonly<Record<TelegramLanguage, Phrases>> = {
  ru: {
    incoming: 'Входящий звонок',
    outgoing: 'Исходящий звонок',
    ringing: 'звонит',
    talking: 'разговор',
    ended: 'завершён',
    missed: 'пропущен',
    noAnswer: 'не ответили',
    hidden: 'Номер скрыт',
    unknown: 'Неизвестный клиент',
    client: 'Клиент',
    line: 'Линия',
    answeredBy: 'Менеджер',
    recording: 'Запись разговора',
    length: lengthIn({ h: 'ч', min: 'мин', s: 'с' }),
  },
  en: {
    incoming: 'Incoming call',
    outgoing: 'Outgoing call',
    ringing: 'ringing',
    talking: 'talking',
    ended: 'ended',
    missed: 'missed',
    noAnswer: 'not answered',
    hidden: 'Number withheld',
    unknown: 'Unknown client',
    client: 'Client',
    line: 'Line',
    answeredBy: 'Manager',
    recording: 'Recording',
    length: lengthIn({ h: 'h', min: 'min', s: 's' }),
  },
};

function lengthIn(units: { readonly h: string; readonly min: string; readonly s: string }) {
  return (seconds: number): string => {
    const [h, min, s] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
    const parts = [...(h > 0 ? [`${h} ${units.h}`] : []), ...(h > 0 || min > 0 ? [`${min} ${units.min}`] : [])];
    return [...parts, `${s} ${units.s}`].join(' ');
  };
}
