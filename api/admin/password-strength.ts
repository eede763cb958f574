import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

/** Fewer guesses than 10^8: one of the 49,000 most used passwords or close to one, a row of keys, a few characters repeated. */
const WEAK = 2;
/** A longer one is judged by its beginning: some take 0.1 s whole. */
const JUDGED = 64;

const judge = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: JUDGED });

/** Would a password be among the first that are guessed (ASVS 2.1.7)? `about`: the user's address and name, which are too. */
export function isEasyPassword(password: string, about: readonly string[] = []): boolean {
  return judge.check(password, [...about]).score <= WEAK;
}
