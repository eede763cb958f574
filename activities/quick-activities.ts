import type { Ask, Quick } from './contract/asked.ts';
import type { QuickActivities } from './contract/greeting.ts';
import { greet } from './greet.ts';
import { popupQuickly } from './quickly.ts';
import { aboutOf, type UonDeps, type UonTurn } from './uon-request.ts';

/** The popup path as local activities of the worker that runs the workflow. */
export function createQuickActivities(deps: UonDeps): QuickActivities {
  return {
    greet: (ask, state, knownTerms) => greet(deps, ask, state, knownTerms),
    sendPopupNow: (ask, popup) => withTurn(deps, ask, (turn) => popupQuickly(deps, ask, turn, popup)),
  };
}

/** With the settings of the moment; nothing is done while U-ON is switched off or has no key. */
async function withTurn<T>(deps: UonDeps, ask: Ask, work: (turn: UonTurn) => Promise<Quick<T>>): Promise<Quick<T>> {
  const known = await deps.settings.withAccess(ask.enterprise);
  if (!known?.access) return { done: false };
  const { access, enterprise } = known;
  return work({ access, enterprise, options: { class: ask.class, about: aboutOf(ask) } });
}
