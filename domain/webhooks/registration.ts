/** The events that we ask U-ON to tell: a click on a phone, a client created, a client changed. */
export const REGISTERED_TYPES = ['47', '3', '4'] as const;

/** A webhook of ours as it stands in U-ON. */
export interface OurWebhook {
  readonly id: string;
  readonly typeId: string | null;
  /** It leads to our present address, by POST. */
  readonly isRight: boolean;
  /** Its id is known to be ours. False: its address alone says so, and an administrator may have registered it. */
  readonly isKnown: boolean;
}

/** What is to be done so that exactly one webhook of each type leads to us. */
export interface RegistrationPlan {
  /** Type to id: they stand, and stay. */
  readonly keep: Readonly<Record<string, string>>;
  readonly create: readonly string[];
  readonly remove: readonly string[];
}

/**
 * Compares what stands with what shall. Of several right ones of a type the first stays. Other types at our address are an
 * administrator's: they are left alone.
 */
export function planRegistration(
  ours: readonly OurWebhook[],
  wanted: readonly string[] = REGISTERED_TYPES,
): RegistrationPlan {
  const isWanted = ({ typeId }: OurWebhook) => typeId !== null && wanted.includes(typeId);
  const right = ours.filter((one) => one.isRight && isWanted(one));
  const kept = wanted.flatMap((type) => right.filter(({ typeId }) => typeId === type).slice(0, 1));
  const old = ours.filter((one) => isWanted(one) || (one.isKnown && !one.isRight));
  return {
    keep: Object.fromEntries(kept.map(({ id, typeId }) => [typeId ?? '', id])),
    create: wanted.filter((type) => !kept.some(({ typeId }) => typeId === type)),
    remove: old.filter(({ id }) => !kept.some((one) => one.id === id)).map(({ id }) => id),
  };
}
