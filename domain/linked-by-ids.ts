/** Are all of these one by the ids that they share, directly or by way of others? */
export function areLinkedByIds(all: readonly { readonly ids: readonly string[] }[]): boolean {
  const [first, ...rest] = all;
  const reached = new Set(first?.ids);
  let unlinked = rest;
  for (;;) {
    const linked = unlinked.filter(({ ids }) => ids.some((id) => reached.has(id)));
    if (linked.length === 0) return unlinked.length === 0;
    for (const { ids } of linked) for (const id of ids) reached.add(id);
    unlinked = unlinked.filter((each) => !linked.includes(each));
  }
}
