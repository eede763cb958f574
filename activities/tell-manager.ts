import { UonError } from '../uon/errors.ts';
import type { UonDeps, UonTurn } from './uon-request.ts';

/** Shows a manager a popup; where U-ON does not say whether it did, it is not shown again. */
export async function tellManager(
  deps: UonDeps,
  { access, options }: UonTurn,
  managerId: string,
  html: string,
): Promise<void> {
  try {
    await deps.uon.notify(access, { managerId, text: html }, options);
  } catch (error) {
    if (!(error instanceof UonError) || error.kind !== 'unclear') throw error;
    throw deps.failures.of('uon-unsure', error.message);
  }
}
