import { useState } from 'react';
import { Navigate, useLocation } from 'react-router';
import { useSession } from '../api/session.ts';
import { Outside } from '../layout/outside.tsx';
import { useTexts } from '../texts/texts-context.ts';
import { CodeForm } from './login/code-form.tsx';
import { PasswordForm } from './login/password-form.tsx';

/** The password, then the code where there is a second factor. `late`: the code came too late. */
type Step = 'password' | 'code' | 'late';

export function LoginPage() {
  const session = useSession();
  const { login, secondFactor } = useTexts();
  const location: { state: unknown } = useLocation();
  const [step, setStep] = useState<Step>('password');
  if (session.data) return <Navigate to={cameFrom(location.state)} replace />;
  if (step === 'code')
    return (
      <Outside heading={secondFactor.enter} lead={secondFactor.enterLead} below={secondFactor.lost}>
        <CodeForm onLate={() => setStep('late')} />
      </Outside>
    );
  return (
    <Outside heading={login.heading} lead={login.lead} below={login.noPassword}>
      <PasswordForm
        notice={step === 'late' ? secondFactor.tooLate : isEnded(location.state) ? login.ended : null}
        onHalf={() => setStep('code')}
      />
    </Outside>
  );
}

/** Only a place of ours: the state is what this page put there. */
function cameFrom(state: unknown): string {
  const from = typeof state === 'object' && state !== null && 'from' in state ? state.from : undefined;
  return typeof from === 'string' && from.startsWith('/') ? from : '/enterprises';
}

function isEnded(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'isEnded' in state && state.isEnded === true;
}
