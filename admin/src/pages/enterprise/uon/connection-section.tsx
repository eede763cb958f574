import { Check } from './check/check.tsx';
import { ConnectionState } from './connection-state.tsx';
import { ChoiceField } from '../form/fields/choice-field.tsx';
import { SecretField } from '../form/fields/secret-field.tsx';
import { SwitchField } from '../form/fields/switch-field.tsx';
import { TextField } from '../form/fields/text-field.tsx';
import { usePlace } from './form-context.ts';
import { More } from '../form/more.tsx';
import { Section } from './section.tsx';

export function ConnectionSection() {
  const { isReadOnly } = usePlace();
  return (
    <Section name="connection">
      <ConnectionState />
      <SwitchField path="enabled" />
      <SecretField path="api_key" />
      <TextField path="subdomain" isCode />
      <TextField path="account_id" isCode />
      <SwitchField path="log_calls" />
      <SwitchField path="primary" />
      <More>
        <ChoiceField path="body_format" />
        <TextField path="api_url" isCode />
      </More>
      {!isReadOnly && <Check />}
    </Section>
  );
}
