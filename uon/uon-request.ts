import type { Parameters } from './parameters.ts';
import type { Place } from './request-url.ts';

/** One request; a POST where there are parameters. */
export interface UonRequest extends Place {
  parameters?: Parameters;
}
