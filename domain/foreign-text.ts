import { decodeHTML } from 'entities';

/** Without the characters that PostgreSQL does not take. */
export function storableText(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed();
}

/** A text for people as U-ON writes it: HTML entities read, spaces around cut, and nothing that PostgreSQL would not take. */
export function cleanText(text: string): string {
  return storableText(decodeHTML(text)).trim();
}
