import '../form/zod-without-eval.ts';
import { integrationsConfig } from '../../../../../domain/settings.ts';
import { draftOf, type Draft } from './draft.ts';

/** What counts where nothing is set. */
export const DEFAULT_DRAFT: Draft = draftOf(integrationsConfig.parse({}).uon);
