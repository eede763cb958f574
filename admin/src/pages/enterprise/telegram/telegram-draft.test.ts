import { expect, it } from 'vitest';
import { integrationsConfig } from '../../../../../domain/settings.ts';
import { telegram as words } from '../../../texts/ru/telegram.ts';
import { DEFAULT_TELEGRAM, telegramDraftOf, telegramOf } from './telegram-draft.ts';

it('goes back as it came, emptied fields are not set', () => {
  const { telegram } = integrationsConfig.parse({ telegram: { bot_token: '1:a', chat_id: -100, mask_phone: true } });
  expect(telegramOf(telegramDraftOf(telegram))).toEqual(telegram);
  expect(telegramOf({ ...telegramDraftOf(telegram), bot_token: '', chat_id: ' ' })).toMatchObject({
    ...{ bot_token: undefined, chat_id: undefined, thread_id: undefined },
  });
});

it('every setting has its words', () => {
  expect(Object.keys(words.fields).toSorted()).toEqual(Object.keys(DEFAULT_TELEGRAM).toSorted());
});
