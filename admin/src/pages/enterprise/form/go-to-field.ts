/** Opens what the field is folded into, and goes to it. What is wrong with an item of a list stands at the list. */
export function goToField(path: string): void {
  const field = document.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`);
  if (!field) {
    const above = path.slice(0, Math.max(0, path.lastIndexOf('.')));
    if (above !== '') goToField(above);
    return;
  }
  const folded = field.closest('details');
  if (folded) folded.open = true;
  field.focus();
  field.scrollIntoView({ block: 'center' });
}
