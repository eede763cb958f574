import type { Operation } from '../openapi/operation.ts';
import { callStoryOperations } from './call-story-operations.ts';
import { callsJournalOperations } from './calls/operations.ts';
import { changeEnterprisesOperations } from './change-enterprises-operations.ts';
import { adminCustomersOperations } from './customers/operations.ts';
import { adminEnterprisesOperations } from './enterprises-operations.ts';
import { adminHealthOperations } from './health-operations.ts';
import { installationOperations } from './installation.ts';
import { adminPageOperations } from './page.ts';
import { popupCountsOperations } from './popup-counts-operations.ts';
import { ownSessionsOperations } from './own-sessions-operations.ts';
import { secondFactorOperations } from './second-factor-operations.ts';
import { sessionOperations } from './session-operations.ts';
import { adminTelegramOperations } from './telegram/operations.ts';
import { adminUonOperations } from './uon/operations.ts';
import { adminSmartOperations } from './smart/operations.ts';
import { usersOperations } from './users-operations.ts';
import { welcomeOperations } from './welcome-operations.ts';

/** What the administration page asks, and the page. */
export const adminOperations: readonly Operation[] = [
  ...adminEnterprisesOperations,
  ...changeEnterprisesOperations,
  ...ownSessionsOperations,
  ...adminHealthOperations,
  ...callsJournalOperations,
  ...installationOperations,
  ...adminCustomersOperations,
  ...callStoryOperations,
  ...popupCountsOperations,
  ...sessionOperations,
  ...secondFactorOperations,
  ...welcomeOperations,
  ...usersOperations,
  ...adminUonOperations,
  ...adminSmartOperations,
  ...adminTelegramOperations,
  ...adminPageOperations,
];
