/**
 * Opens whatever fields with errors are folded into, and goes to the first of them as they stand on the page; `path` is one of
 * them. What is wrong with an item of a list stands at the list.
 */
export function goToField(path: string): void {
  const asked = fieldAt(path);
  const wrong = [...document.querySelectorAll<HTMLElement>('[data-path]')].filter(
    (field) => field === asked || field.getAttribute('aria-invalid') === 'true',
  );
  wrong.forEach(unfold);
  wrong[0]?.focus();
  wrong[0]?.scrollIntoView({ block: 'center' });
}

function fieldAt(path: string): HTMLElement | null {
  const field = document.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`);
  const above = path.slice(0, Math.max(0, path.lastIndexOf('.')));
  return field ?? (above === '' ? null : fieldAt(above));
}

function unfold(field: HTMLElement): void {
  const folded = field.closest('details');
  if (folded) folded.open = true;
}
