import type { ReactNode } from 'react';

/** What one opens who wants to know more. */
export function Folded({ title, children }: { readonly title: ReactNode; readonly children: ReactNode }) {
  return (
    <details className="folded">
      <summary>{title}</summary>
      <div className="folded-content">{children}</div>
    </details>
  );
}

/** What was sent or answered, as it is read by who knows such things. */
export function Json({ value }: { readonly value: unknown }) {
  return <pre className="json">{typeof value === 'string' ? value : JSON.stringify(value, null, 2)}</pre>;
}
