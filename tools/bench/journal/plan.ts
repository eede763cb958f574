import { isRecord } from '../../../domain/is-record.ts';

/** How a plan (`explain (format json)`) reads tables: the indexes that it uses, and `scan` where it reads all of one. */
export function indexesIn(plan: unknown): readonly string[] {
  return [...new Set(nodesIn(plan).flatMap(wayOf))];
}

function nodesIn(plan: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (Array.isArray(plan)) return plan.flatMap(nodesIn);
  if (!isRecord(plan)) return [];
  return [plan, ...nodesIn(plan['Plan']), ...nodesIn(plan['Plans'])];
}

function wayOf({
  'Node Type': type,
  'Index Name': index,
  'Relation Name': table,
}: Readonly<Record<string, unknown>>): string[] {
  if (typeof index === 'string') return [`${type === 'Index Only Scan' ? '' : '+'}${index}`];
  return type === 'Seq Scan' ? [`scan of ${String(table)}`] : [];
}

/** Pages of tables and indexes that all of a plan (`analyze, buffers`) has looked at. */
export function pagesIn(plan: unknown): number {
  const [root] = nodesIn(plan).filter((node) => 'Shared Hit Blocks' in node);
  return Number(root?.['Shared Hit Blocks'] ?? 0) + Number(root?.['Shared Read Blocks'] ?? 0);
}
