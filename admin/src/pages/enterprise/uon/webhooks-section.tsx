import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useRegisterWebhooks } from '../../../api/uon.ts';
import { Trouble } from '../../../layout/trouble.tsx';
import { useMoment } from '../../../texts/zone-context.ts';
import { useTexts } from '../../../texts/texts-context.ts';
import { AskTrouble } from './ask-trouble.tsx';
import { SecretField } from '../form/fields/secret-field.tsx';
import { LinesField, TextField } from '../form/fields/text-field.tsx';
import { usePlace } from './form-context.ts';
import { More } from '../form/more.tsx';
import { Subheading } from '../form/subheading.tsx';
import { Section } from './section.tsx';

/** Types of webhooks that we keep in U-ON. */
const TYPES = ['47', '3', '4'];

export function WebhooksSection() {
  const { webhooks: words } = useTexts().uon;
  const { isReadOnly } = usePlace();
  return (
    <Section name="webhooks">
      <Standing />
      {!isReadOnly && <Register />}
      <Subheading>{words.dialling}</Subheading>
      <TextField path="originate_url" isCode />
      <SecretField path="originate_secret" />
      <More>
        <SecretField path="webhook_secret" />
        <LinesField path="webhook_ips" />
      </More>
    </Section>
  );
}

function Standing() {
  const texts = useTexts();
  const moment = useMoment();
  const { webhooks: words, state } = texts.uon;
  const { connection } = usePlace().enterprise;
  const standing = new Map(Object.entries(connection.webhooks));
  if (standing.size === 0 && connection.state === 'off') return <Text>{words.off}</Text>;
  const others = [...standing.keys()].filter((type) => !TYPES.includes(type));
  return (
    <Stack gap="xs">
      <Stack component="ul" gap="xs" m={0} p={0} className="bare-list">
        {[...TYPES, ...others].map((type) => {
          const id = standing.get(type);
          return (
            <Group component="li" key={type} gap="sm">
              <Badge color={id === undefined ? 'red' : 'green'} variant="light" tt="none">
                {id === undefined ? words.missing : words.stands}
              </Badge>
              <Text size="sm">{words.types[type] ?? words.other(type)}</Text>
              <Text size="sm" c="dimmed">
                {id !== undefined && words.id(id)}
              </Text>
            </Group>
          );
        })}
      </Stack>
      <Text size="sm" c="dimmed">
        {connection.since !== null && `${state.states[connection.state]} ${state.since(moment(connection.since))}`}
      </Text>
      {connection.problem !== null && (
        <Text size="sm" className="problem">
          {connection.problem}
        </Text>
      )}
    </Stack>
  );
}

function Register() {
  const { webhooks: words } = useTexts().uon;
  const { number, enterprise } = usePlace();
  const { state, pending, problem } = enterprise.connection;
  const register = useRegisterWebhooks(number);
  const hasFailed = register.isSuccess && !pending && state === 'failed';
  return (
    <Group gap="sm">
      <Button
        variant="default"
        loading={register.isPending || pending}
        disabled={state === 'off'}
        onClick={() => register.mutate()}
      >
        {words.register}
      </Button>
      <Text size="sm" role="status">
        {register.isSuccess && !hasFailed && words.registered}
      </Text>
      {hasFailed && <Trouble error={`${words.notRegistered} ${problem ?? ''}`.trim()} />}
      {register.isError && <AskTrouble error={register.error} />}
    </Group>
  );
}
