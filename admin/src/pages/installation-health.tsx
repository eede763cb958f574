import { Stack } from '@mantine/core';
import { useState } from 'react';
import { Navigate } from 'react-router';
import { useInstallationHealth, type Hours } from '../api/health.ts';
import { useSession } from '../api/session.ts';
import { PageTitle } from '../layout/page-title.tsx';
import { useTexts } from '../texts/texts-context.ts';
import { HealthView } from './health/health-view.tsx';
import { Parts } from './health/parts.tsx';
import { WorstEnterprises } from './health/worst-enterprises.tsx';

export function InstallationHealthPage() {
  const { data: self } = useSession();
  return self?.role === 'owner' ? <InstallationHealth /> : <Navigate to="/enterprises" replace />;
}

/** How all of it is, for owners. */
function InstallationHealth() {
  const { health } = useTexts();
  const [hours, setHours] = useState<Hours>(24);
  const looked = useInstallationHealth(hours);
  return (
    <Stack>
      <PageTitle>{health.installationHeading}</PageTitle>
      <HealthView looked={looked} hours={hours} onHours={setHours} isWhole>
        {looked.data && <Parts health={looked.data} />}
        {looked.data && <WorstEnterprises enterprises={looked.data.enterprises} />}
      </HealthView>
    </Stack>
  );
}
