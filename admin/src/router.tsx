import { createHashRouter, Navigate } from 'react-router';
import { Shell } from './layout/shell.tsx';
import { AccountPage } from './pages/account.tsx';
import { AuditPage } from './pages/audit.tsx';
import { EnterprisePage } from './pages/enterprise.tsx';
import { EnterprisesPage } from './pages/enterprises.tsx';
import { LoginPage } from './pages/login.tsx';
import { UsersPage } from './pages/users.tsx';

/** Behind `#`, so that the API serves one page and no address of ours can be one of its own. */
export const router = createHashRouter([
  { path: '/login', element: <LoginPage /> },
  {
    path: '/',
    element: <Shell />,
    children: [
      { index: true, element: <Navigate to="/enterprises" replace /> },
      { path: 'enterprises', element: <EnterprisesPage /> },
      { path: 'enterprises/:number', element: <EnterprisePage />, children: [] },
      { path: 'users', element: <UsersPage /> },
      { path: 'audit', element: <AuditPage /> },
      { path: 'account', element: <AccountPage /> },
      { path: '*', element: <Navigate to="/enterprises" replace /> },
    ],
  },
]);
