import type { Texts } from '../ru.ts';

/** The API speaks English. */
export const fieldProblems: Texts['fieldProblems'] = [];
