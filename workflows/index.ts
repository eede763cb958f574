/** What the worker bundles: the workflows by their names. */
export { call } from './call.ts';
export { checkTelegram } from './check-telegram.ts';
export { checkUon } from './check-uon.ts';
export { clientSync } from './client-sync.ts';
export { connectUon } from './connect-uon.ts';
export { directories } from './directories.ts';
export { lookup } from './lookup.ts';
export { managerPopups } from './manager-popups.ts';
export { makeCard } from './make-card.ts';
export { notifyIncoming } from './notify-incoming.ts';
export { number } from './number.ts';
export { originate } from './originate.ts';
export { readLists } from './read-lists.ts';
export { recovery } from './recovery.ts';
export { repeatStep } from './repeat-step.ts';
export { telegramChat } from './telegram-chat.ts';
export { testPopup } from './test-popup.ts';
