import { isGrpcServiceError, ServiceError } from '@temporalio/client';

/** Temporal took no order: whoever gave it is to give it again. What Temporal said is the cause. */
export class TemporalAwayError extends Error {
  override readonly name = 'TemporalAwayError';
}

/** gRPC: cancelled, deadline exceeded, resource exhausted, internal, unavailable: nothing that is wrong with this order. */
const AWAY: readonly number[] = [1, 4, 8, 13, 14];

/** Does the failure of an order say that Temporal is away? Undefined where it says nothing of Temporal. */
export function saysAway(error: unknown): boolean | undefined {
  const cause = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(cause) ? AWAY.includes(cause.code) : undefined;
}
