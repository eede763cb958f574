import { useState } from 'react';
import { changedKeys } from '../../../../../domain/settings/changed-keys.ts';
import type { Edition } from '../../../api/ask.ts';
import { useReadAnew, type Enterprise, type Settings } from '../../../api/enterprise.ts';
import { asJson } from './as-json.ts';

/** Somebody else saved while the form was open. */
export interface Conflict {
  readonly fresh: Edition<Enterprise>;
  /** Keys of the settings that he changed, and those that both did. */
  readonly theirs: readonly string[];
  readonly both: readonly string[];
}

/** What somebody else saved, looked at where the API said that there is such a thing (412). */
export function useConflict(number: string) {
  const readAnew = useReadAnew(number);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [isLooking, setLooking] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const forget = () => {
    setConflict(null);
    setError(null);
  };
  /** `mine`: what the form makes of what it was opened with. Never fails: `error` tells why it is not known what he changed. */
  const look = async (opened: Settings, mine: Settings) => {
    forget();
    setLooking(true);
    try {
      const fresh = await readAnew();
      const own = changedKeys(asJson(opened), asJson(mine));
      const theirs = changedKeys(asJson(opened), asJson(fresh.value.settings));
      setConflict({ fresh, theirs, both: theirs.filter((key) => own.includes(key)) });
    } catch (failure) {
      setError(failure);
    }
    setLooking(false);
  };
  return { conflict, isLooking, error, look, forget };
}
