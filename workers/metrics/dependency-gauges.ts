import { Gauge, type Registry } from 'prom-client';
import type { Dependency } from '../../platform/dependency.ts';

/** Whether what a process needs answers, as /readyz has it. */
export function dependencyGauges(registry: Registry, dependencies: Readonly<Record<string, Dependency>>): void {
  new Gauge({
    name: 'telephony_dependency_up',
    help: '1 while it answers, 0 while it is away',
    labelNames: ['dependency'],
    registers: [registry],
    collect() {
      for (const [dependency, { standing }] of Object.entries(dependencies)) {
        this.set({ dependency }, standing.isUp ? 1 : 0);
      }
    },
  });
}
