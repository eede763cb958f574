/** What an administrator has to mend, in words: kinds live in the database. */
export const ALARM = {
  'uon-key-refused':
    'U-ON refuses the API key, and is not asked any more: check the key in U-ON under Настройки → Интеграции → API and in the settings here, then apply them again',
  'uon-not-answering':
    'U-ON does not answer or answers with errors; it is tried every few seconds, and what is owed to it waits',
  'settings-unreadable':
    'A stored secret of the enterprise can not be decrypted: start with the SECRETS_KEY it was stored with, or apply its file again',
} as const;

export type AlarmKind = keyof typeof ALARM;

/** Where alarms of an enterprise stand that are not an account's. */
export function enterprisePlace(number: string): string {
  return `enterprise ${number}`;
}
