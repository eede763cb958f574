import { createHashRouter, Navigate } from 'react-router';
import { Shell } from './layout/shell.tsx';
import { AccountPage } from './pages/account.tsx';
import { AuditPage } from './pages/audit.tsx';
import { CallPage } from './pages/call.tsx';
import { CallsPage } from './pages/calls.tsx';
import { CustomersPage } from './pages/customers.tsx';
import { CustomerPage } from './pages/customers/customer-page.tsx';
import { MergeHintsPage } from './pages/customers/hints-page.tsx';
import { EnterprisePage } from './pages/enterprise.tsx';
import { EnterprisesPage } from './pages/enterprises.tsx';
import { EnterpriseHealthPage } from './pages/enterprise/health.tsx';
import { InstallationHealthPage } from './pages/installation-health.tsx';
import { LoginPage } from './pages/login.tsx';
import { UsersPage } from './pages/users.tsx';
import { WelcomePage } from './pages/welcome.tsx';

/** With what checks settings: loaded when they are opened. */
const uonPage = async () => ({ Component: (await import('./pages/enterprise/uon.tsx')).UonPage });
const smartPage = async () => ({ Component: (await import('./pages/enterprise/smart.tsx')).SmartPage });
const telegramPage = async () => ({ Component: (await import('./pages/enterprise/telegram.tsx')).TelegramPage });
const pbxPage = async () => ({ Component: (await import('./pages/enterprise/pbx.tsx')).PbxPlace });
const newEnterprisePage = async () => ({ Component: (await import('./pages/new-enterprise.tsx')).NewEnterprisePage });

/** Behind `#`, so that the API serves one page and no address of ours can be one of its own. */
export const router = createHashRouter([
  { path: '/login', element: <LoginPage /> },
  { path: '/welcome/:token', element: <WelcomePage /> },
  {
    path: '/',
    element: <Shell />,
    children: [
      { index: true, element: <Navigate to="/enterprises" replace /> },
      { path: 'enterprises', element: <EnterprisesPage /> },
      {
        path: 'enterprises/:number',
        element: <EnterprisePage />,
        children: [
          { path: 'calls', element: <CallsPage /> },
          { path: 'calls/:uniqueid', element: <CallPage /> },
          { path: 'uon', lazy: uonPage },
          { path: 'smart', lazy: smartPage },
          { path: 'telegram', lazy: telegramPage },
          { path: 'pbx', lazy: pbxPage },
          { path: 'health', element: <EnterpriseHealthPage /> },
          { path: 'customers', element: <CustomersPage /> },
          { path: 'customers/hints', element: <MergeHintsPage /> },
          { path: 'customers/:phone', element: <CustomerPage /> },
        ],
      },
      { path: 'enterprises/new', lazy: newEnterprisePage },
      { path: 'health', element: <InstallationHealthPage /> },
      { path: 'users', element: <UsersPage /> },
      { path: 'audit', element: <AuditPage /> },
      { path: 'account', element: <AccountPage /> },
      { path: '*', element: <Navigate to="/enterprises" replace /> },
    ],
  },
]);
