export interface RecoveryInput {
  readonly enterprise: string;
  readonly recoveryId: string;
  /** `log-call`: a call that was logged by itself, for which nothing is created. */
  readonly kind: 'recovery' | 'log-call';
}
