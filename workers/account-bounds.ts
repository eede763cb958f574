import type { QueueBounds } from '../uon/account-queue.ts';

/**
 * What one account may take of a process. Twenty that wait keep its limit of eight a second busy, and fifty accounts with a
 * backlog fit into a worker. Twelve under way use the eight a second while U-ON answers within a second; where it does not,
 * more would only wait there, and two stay for what is live.
 */
export const ACCOUNT_BOUNDS: QueueBounds = { waiting: 20, underWay: 12, underWayPatient: 10 };
