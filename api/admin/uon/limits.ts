import { exactRates } from '../../../intake/rates.ts';
import { TooManyError } from '../../../intake/too-many.ts';

/** Slows down who has U-ON asked again and again, by the number of the enterprise. In the memory of this process. */
export interface UonTrialLimits {
  /** @throws TooManyError */
  mayAsk(enterprise: string): void;
  /** @throws TooManyError */
  mayShowPopup(enterprise: string): void;
}

/** Each is two or three requests of the eight a second that calls need too. */
const ASKS = { perSecond: 1 / 2, burst: 20 };
/** They stand on a manager's screen. */
const POPUPS = { perSecond: 1 / 10, burst: 5 };

export function createUonTrialLimits(now?: () => number): UonTrialLimits {
  const [asks, popups] = [exactRates(ASKS, now), exactRates(POPUPS, now)];
  const orThrow = (waitMs: number, what: string): void => {
    if (waitMs > 0) throw new TooManyError(what, waitMs);
  };
  return {
    mayAsk: (enterprise) => orThrow(asks.take(enterprise), 'U-ON was asked often enough; ask again in a few seconds'),
    mayShowPopup: (enterprise) =>
      orThrow(popups.take(enterprise), 'Enough test popups were shown; send the next one in a few seconds'),
  };
}
