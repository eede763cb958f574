import { useState } from 'react';
import { useParams } from 'react-router';
import { useHealth, type Hours } from '../../api/health.ts';
import { HealthView } from '../health/health-view.tsx';

/** How one enterprise is. */
export function EnterpriseHealthPage() {
  const { number = '' } = useParams();
  const [hours, setHours] = useState<Hours>(24);
  return <HealthView looked={useHealth(number, hours)} hours={hours} onHours={setHours} />;
}
