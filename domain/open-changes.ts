/** Open calls by their ids, with how often the journal of each was written. */
export type Versions = ReadonlyMap<string, number>;

/** What became of open calls between two looks: which are new or were written anew, and which are not open any more. */
export function openChanges(before: Versions, now: Versions): { readonly changed: string[]; readonly gone: string[] } {
  return {
    changed: [...now].filter(([id, version]) => before.get(id) !== version).map(([id]) => id),
    gone: [...before.keys()].filter((id) => !now.has(id)),
  };
}
