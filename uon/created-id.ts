import * as z from 'zod';

import type { Answer } from './answer.ts';
import { UonError } from './errors.ts';
import { optionalId } from './fields.ts';

const createdSchema = z.object({ id: optionalId, user_id: optionalId });

/** The id of what was made, `null` where U-ON does not tell it (0, or none). */
export function createdId(answer: Answer, method: string): string | null {
  const read = createdSchema.safeParse(done(answer, method).body);
  return read.success ? (read.data.id ?? read.data.user_id) : null;
}

/** @throws UonError `unclear` where U-ON says it is done and not what: it has to be looked up before trying again */
export function requiredId(answer: Answer, method: string): string {
  const id = createdId(answer, method);
  if (id === null) throw new UonError('unclear', method, 'done, but the answer has no id');
  return id;
}

/** A write that U-ON answers with its "nothing there" found nothing to write to. */
export function done(answer: Answer, method: string): { body: unknown } {
  if (answer.kind === 'ok') return answer;
  throw new UonError('refused', method, 'refused (404): no such row', { status: 404 });
}
