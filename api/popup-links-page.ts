import { createHash } from 'node:crypto';
import type { Response } from 'express';

const PAGES = {
  404: {
    title: 'Ссылка не открывается',
    text: 'Она неполная или изменена. Откройте её ещё раз прямо из уведомления U-ON.',
  },
  410: {
    title: 'Ссылка больше не действует',
    text: 'Куда она ведёт, уже неизвестно: агентство удалено, или в его настройках не указан адрес U-ON (поддомен). Клиента можно найти в U-ON по номеру телефона.',
  },
  429: {
    title: 'Слишком много попыток',
    text: 'Подождите несколько секунд и обновите страницу.',
  },
  503: {
    title: 'Сейчас открыть не получилось',
    text: 'Обновите страницу через минуту. Если спешите, найдите клиента в U-ON по номеру телефона.',
  },
} as const;

export type PageStatus = keyof typeof PAGES;

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem}h1{font-size:1.4rem;line-height:1.3}';
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** A page for a manager whose link leads nowhere. It says nothing of the link and loads nothing. */
export function sendPage(response: Response, status: PageStatus): void {
  const { title, text } = PAGES[status];
  response
    .status(status)
    .set({
      'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      'X-Content-Type-Options': 'nosniff',
    })
    .type('html')
    .send(
      `<!doctype html><html lang="ru"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${title}</title><style>${STYLE}</style></head><body><main><h1>${title}</h1><p>${text}</p></main></body></html>`,
    );
}
