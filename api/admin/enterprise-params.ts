import { z } from 'zod';

/** The enterprise that the path of an operation names. */
export const enterpriseNumber = z.string().meta({ description: 'Number of the enterprise', examples: ['0367'] });
export const enterpriseParams = z.object({ number: enterpriseNumber });

/** Why such an operation answers 404. */
export const NO_ENTERPRISE = 'There is no such enterprise';
