import type { AuditAction } from '../../db/admin-audit.ts';

/** What is noted of who tries something in U-ON or Telegram. */
export interface TrialAudit {
  readonly actor: string;
  readonly action: AuditAction;
  /** The enterprise. */
  readonly subject: string;
  readonly details?: Readonly<Record<string, unknown>>;
}
