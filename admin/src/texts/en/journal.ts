import { callPage } from './call-page.ts';
import { calls } from './calls.ts';
import { decisions } from './decisions.ts';
import { failures } from './failures.ts';
import { steps } from './steps.ts';
import { whys } from './whys.ts';

export const journal = { calls, callPage, decisions, steps, whys, failures };
