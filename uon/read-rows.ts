import * as z from 'zod';

import type { Answer } from './answer.ts';
import { UonError } from './errors.ts';
import { rowsOf } from './rows.ts';

/** Where the rows of a list stand, and what one is. */
export interface RowForm<Row> {
  /** The names U-ON is known to give the list. */
  keys: readonly string[];
  schema: z.ZodType<Row>;
}

/**
 * The answer's rows in our shapes; none for an empty list. One row that can't be read fails them all: a client that
 * was overlooked would be created again.
 * @throws UonError `unclear`, naming the field and not what it holds
 */
export function readRows<Row>(answer: Answer, method: string, { keys, schema }: RowForm<Row>): Row[] {
  if (answer.kind === 'empty') return [];
  const rows = rowsOf(answer.body, keys);
  if (rows === undefined) throw new UonError('unclear', method, `the answer has no ${keys.join(' or ')}`);
  const read = z.array(schema).safeParse(rows);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  throw new UonError('unclear', method, `row ${issue?.path.map(String).join('.')} can not be read: ${issue?.code}`);
}
