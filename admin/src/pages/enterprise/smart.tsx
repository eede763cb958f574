import './uon/uon.css';
import './smart/smart.css';
import { OpenedEnterprise } from './opened-enterprise.tsx';
import { SmartForm } from './smart/smart-form.tsx';

/** Place `smart`: what the PBX is told of a caller before it rings, and whom it rings. */
export function SmartPage() {
  return <OpenedEnterprise>{(opened) => <SmartForm opened={opened} />}</OpenedEnterprise>;
}
