/**
 * Why a request gets no slot. `ERR_PAUSED`: U-ON did not answer several times in a row; `ERR_STOPPED`: it refused the key;
 * `ERR_BUSY`: enough requests of the account wait in this process.
 */
export type NoSlotReason = 'ERR_PAUSED' | 'ERR_STOPPED' | 'ERR_BUSY';

export class NoSlotError extends Error {
  override name = 'NoSlotError';
  readonly code: NoSlotReason;

  constructor(code: NoSlotReason) {
    super('There is no slot for the request');
    this.code = code;
  }
}
