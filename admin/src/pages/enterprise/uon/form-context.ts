import { createFormContext } from '@mantine/form';
import { createContext, useContext } from 'react';
import type { Enterprise } from '../../../api/enterprise.ts';
import type { DirectoriesAnswer } from '../../../api/uon.ts';
import type { Draft } from './draft.ts';

/** The draft that all sections show and change. */
export const [DraftProvider, useDraft] = createFormContext<Draft>();

/** What the sections know beside the draft. */
interface UonPlace {
  readonly number: string;
  readonly enterprise: Enterprise;
  /** Undefined while they have not been read. */
  readonly directories: DirectoriesAnswer | undefined;
  readonly isReadOnly: boolean;
  readonly isDirty: boolean;
  /** Stores the draft. False where it was refused, which the page then says. */
  readonly save: () => Promise<boolean>;
}

const PlaceContext = createContext<UonPlace | null>(null);
export const PlaceProvider = PlaceContext.Provider;

export function usePlace(): UonPlace {
  const place = useContext(PlaceContext);
  if (!place) throw new Error('there is no place around this section');
  return place;
}
