import { adminOperations } from '../admin/operations.ts';
import { callerDataOperations } from '../caller-data.ts';
import { callsOperations } from '../calls.ts';
import { codecOperations } from '../codec-operations.ts';
import { customerProfilesOperations } from '../customer-profiles.ts';
import { customersOperations } from '../customers.ts';
import { noticesOperations } from '../notices.ts';
import { responsibleExtensionsOperations } from '../responsible-extensions.ts';
import { enterprisesOperations } from '../enterprises-operations.ts';
import { logCallOperations } from '../log-call.ts';
import { recoveryOperations } from '../recovery-operations.ts';
import { healthOperations } from '../health.ts';
import { metricsOperations } from '../metrics.ts';
import { pbxEventsOperations } from '../pbx-events.ts';
import { popupLinksOperations } from '../popup-links-operations.ts';
import { webhooksOperations } from '../webhooks-operations.ts';
import type { Operation } from './operation.ts';
import { pageOperations } from './page.ts';

/** Every operation of the API, in the order in which the document has them. */
export const operations: readonly Operation[] = [
  ...pbxEventsOperations,
  ...callerDataOperations,
  ...webhooksOperations,
  ...popupLinksOperations,
  ...callsOperations,
  ...customerProfilesOperations,
  ...customersOperations,
  ...responsibleExtensionsOperations,
  ...noticesOperations,
  ...logCallOperations,
  ...recoveryOperations,
  ...enterprisesOperations,
  ...adminOperations,
  ...healthOperations,
  ...metricsOperations,
  ...codecOperations,
  ...pageOperations,
];
