import { decodeHTML } from 'entities';

/** A text for people as U-ON writes it: HTML entities read, spaces around cut, and nothing that PostgreSQL would not take. */
export function cleanText(text: string): string {
  return decodeHTML(text).replaceAll('\u0000', '').toWellFormed().trim();
}
