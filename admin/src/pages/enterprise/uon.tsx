import './uon/uon.css';
import { OpenedEnterprise } from './opened-enterprise.tsx';
import { UonForm } from './uon/uon-form.tsx';

/** Place `uon`: everything that the enterprise does with U-ON. */
export function UonPage() {
  return <OpenedEnterprise>{(opened) => <UonForm opened={opened} />}</OpenedEnterprise>;
}
