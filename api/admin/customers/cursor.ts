import { z } from 'zod';

/** The last customer of a page: when it changed, as the database writes that, and its number. */
export interface CustomerCursor {
  readonly updatedAt: string;
  readonly phone: string;
}

const parts = z.tuple([
  z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/),
  z.string().regex(/^\+\d{1,20}$/),
]);

export function writeCursor({ updatedAt, phone }: CustomerCursor): string {
  return Buffer.from(JSON.stringify([updatedAt, phone])).toString('base64url');
}

/** Null for what is none of ours. */
export function readCursor(text: string): CustomerCursor | null {
  try {
    const [updatedAt, phone] = parts.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    // What the pattern lets through and no calendar has: PostgreSQL would refuse it.
    return Number.isNaN(Date.parse(updatedAt)) ? null : { updatedAt, phone };
  } catch {
    return null;
  }
}
