import './uon/uon.css';
import './telegram/telegram.css';
import { OpenedEnterprise } from './opened-enterprise.tsx';
import { TelegramForm } from './telegram/telegram-form.tsx';

/** Place `telegram`: the chat of the agency in which each call is a message. */
export function TelegramPage() {
  return <OpenedEnterprise>{(opened) => <TelegramForm opened={opened} />}</OpenedEnterprise>;
}
