import type { z } from 'zod';
import type { ChainStep } from '../../../domain/smart/chain.ts';
import type { chainStep } from './operations.ts';

/** The rules as the page is told what they came to. */
export function chainTold(chain: readonly ChainStep[]): z.output<typeof chainStep>[] {
  return chain.map(({ who, extension, managerId, isOption, reason }) => ({
    ...{ who, extension, manager_id: managerId },
    ...{ is_option: isOption, reason },
  }));
}
