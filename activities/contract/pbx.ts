import type { PlannedCall } from '../../domain/originate.ts';

/** What a PBX is asked to do, on the queue `calls`. */
export interface PbxActivities {
  /** One attempt, not begun after `latestMs` (epoch). Fails as `originate-…`. */
  placeCall(enterprise: string, call: PlannedCall, latestMs: number): Promise<void>;
}
