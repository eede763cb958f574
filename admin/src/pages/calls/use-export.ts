import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ExportSizeAnswer } from '../../../../api/admin/calls/operations.ts';
import { ask, askStream } from '../../api/ask.ts';
import { heedRefusal } from '../../api/session-end.ts';
import { csvRowCounter } from './csv-rows.ts';
import { queryOf, type Filters } from './filters.ts';
import { saveFile } from './save-file.ts';

export type Export =
  | { readonly state: 'idle' | 'cancelled' }
  | { readonly state: 'running'; readonly rows: number; readonly size: ExportSizeAnswer | null }
  | { readonly state: 'done'; readonly rows: number }
  | { readonly state: 'failed'; readonly error: unknown };

const SHOW_EVERY_MS = 200;

/** Downloads calls as a file; says how far it is, and can be told to stop. */
export function useExport(number: string) {
  const [state, setState] = useState<Export>({ state: 'idle' });
  const queries = useQueryClient();
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = async (filters: Filters, language: string, name: string) => {
    const { signal } = (running.current = new AbortController());
    const path = `/enterprises/${number}/calls/export`;
    setState({ state: 'running', rows: 0, size: null });
    try {
      const size = await ask<ExportSizeAnswer>('GET', `${path}/size?${queryOf(filters)}`, undefined, { signal });
      const file = await askStream(`${path}?${queryOf(filters, { lang: language })}`, signal);
      const { pieces, rows } = await collect(file, (count) => setState({ state: 'running', rows: count, size }));
      // The line may have been cut without a word.
      if (rows < size.rows) throw new Error('The file is not whole');
      saveFile(new Blob(pieces, { type: 'text/csv' }), name);
      setState({ state: 'done', rows });
    } catch (error) {
      heedRefusal(queries, error);
      setState(signal.aborted ? { state: 'cancelled' } : { state: 'failed', error });
    }
  };
  return { export: state, start, cancel: () => running.current?.abort() };
}

async function collect(file: ReadableStream<Uint8Array>, onRows: (rows: number) => void) {
  const pieces: BlobPart[] = [];
  const count = csvRowCounter();
  let rows = 0;
  let shownAt = 0;
  for (const reader = file.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) return { pieces, rows };
    pieces.push(new Uint8Array(value));
    rows = count(value);
    if (Date.now() - shownAt < SHOW_EVERY_MS) continue;
    shownAt = Date.now();
    onRows(rows);
  }
}
