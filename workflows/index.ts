/** What the worker bundles: the workflows by their names. */
export { call } from './call.ts';
export { number } from './number.ts';
