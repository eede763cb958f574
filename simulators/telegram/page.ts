import type { Chats, SimChat, SimMessage } from './chats.ts';

/** The chats as a person sees them, for whoever tries the product out. It reads itself anew every two seconds. */
export function chatsPage(chats: Chats): string {
  const sections = [...chats.all.values()].map(section).join('');
  return `<!doctype html><html lang="ru"><meta charset="utf-8"><meta http-equiv="refresh" content="2">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Telegram (симулятор)</title>
<style>
:root { color-scheme: light dark; font: 16px/1.4 system-ui, sans-serif }
body { max-width: 40rem; margin: 0 auto; padding: 1rem }
.message { border-radius: .8rem; padding: .6rem .9rem; margin: .6rem 0; background: light-dark(#e7f3e5, #23392a); white-space: pre-wrap }
.note { display: block; font-size: .8rem; opacity: .75 }
</style><main><h1>Telegram (симулятор)</h1>${sections || '<p>Чатов пока нет.</p>'}</main></html>`;
}

function section({ id, title, messages, migratedTo }: SimChat): string {
  const moved = migratedTo === null ? '' : ` → ${migratedTo}`;
  const shown = messages.slice(-100).toReversed().map(told).join('');
  return `<h2>${escaped(title)} <small>${escaped(id)}${moved}</small></h2>${shown || '<p>Сообщений пока нет.</p>'}`;
}

/** What the bot wrote was checked when it came: it holds no other tags than Telegram shows. */
function told({ id, versions, fromBot }: SimMessage): string {
  const last = versions.at(-1);
  const text = last?.text ?? '';
  const edits = versions.length > 1 ? ` · изменено раз: ${versions.length - 1}` : '';
  const at = new Date(last?.at ?? 0).toISOString().slice(11, 19);
  return `<div class="message">${fromBot ? text : escaped(text)}<span class="note">№ ${id} · ${at} UTC${edits}</span></div>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
