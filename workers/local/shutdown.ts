import type { Supervised } from './supervisor.ts';

interface Kept {
  services: readonly Supervised[];
  graceMs: number;
}

/** Remembers what runs and stops it in the reverse order. */
export function createShutdown(): {
  keep(services: readonly Supervised[], graceMs: number): void;
  stopAll(say: (text: string) => void): Promise<void>;
} {
  const kept: Kept[] = [];
  return {
    keep: (services, graceMs) => void kept.push({ services, graceMs }),
    async stopAll(say) {
      for (let next = kept.pop(); next; next = kept.pop()) {
        const { services, graceMs } = next;
        const startedAt = performance.now();
        await Promise.all(services.map((service) => service.stop(graceMs)));
        const names = services.map(({ name }) => name).join(', ');
        say(`✓ ${names} stopped (${((performance.now() - startedAt) / 1_000).toFixed(1)} s)`);
      }
    },
  };
}
