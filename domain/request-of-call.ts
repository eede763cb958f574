/** Whom a request to U-ON is made for. */
export interface RequestOfCall {
  readonly enterprise: string;
  /** A call's id, or what stands in its place. */
  readonly callId: string;
  /** Of the activity, from 1; null where there is but one. */
  readonly attempt: number | null;
}
