/** Extensions, or networks, with commas, spaces or lines between them. */
export function partsOf(text: string | undefined): string[] {
  return (text ?? '').split(/[\s,;]+/).filter((part) => part !== '');
}
