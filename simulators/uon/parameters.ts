import { z } from 'zod';

/** A parameter that U-ON would not take; answered with 404 and the parameter's name. */
export class WrongParameter extends Error {
  readonly parameter: string;

  constructor(parameter: string) {
    super(`Parameter ${parameter} is wrong`);
    this.name = 'WrongParameter';
    this.parameter = parameter;
  }
}

/** A whole number as JSON number or digits; null, an empty text, a boolean or a word is wrong. */
export const numeric = z.union([z.number().int(), z.string().regex(/^-?\d+$/)]).transform(Number);

/** Like `numeric`, but 1 only counts as yes. */
export const yes = numeric.transform((value) => value === 1).optional();

/** A text; JSON numbers are taken as their digits, null as empty. */
export const text = z
  .union([z.string(), z.number(), z.null()])
  .transform((value) => (value === null ? '' : String(value)));

/** `Y-m-d H:i:s`, seconds may be missing. */
export const dateTime = z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?$/);

/**
 * Reads a request's parameters; what the schema does not name is left aside, as U-ON does.
 * @throws WrongParameter with the first that is missing or wrong
 */
export function readParameters<Schema extends z.ZodType>(schema: Schema, fields: unknown): z.output<Schema> {
  const read = schema.safeParse(fields);
  if (read.success) return read.data;
  throw new WrongParameter(String(read.error.issues[0]?.path[0] ?? 'request'));
}

/** The id itself when one of the rows has it, null for 0 and for none. */
export function existing(parameter: string, value: number | undefined, known: (id: number) => boolean): number | null {
  if (value === undefined || value === 0) return null;
  if (!known(value)) throw new WrongParameter(parameter);
  return value;
}
