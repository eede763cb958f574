import { Button, Card, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Link, Navigate } from 'react-router';
import { newEnterpriseSchema } from '../../../domain/enterprise.ts';
import { problemsOf } from '../../../domain/settings/problems.ts';
import { AskError, type FieldError } from '../api/ask.ts';
import { useAddEnterprise, type NewEnterprise } from '../api/enterprise.ts';
import { useSession } from '../api/session.ts';
import { PageTitle } from '../layout/page-title.tsx';
import { Trouble } from '../layout/trouble.tsx';
import { UnsavedGuard } from '../layout/unsaved-guard.tsx';
import { toldProblem } from '../texts/told-problem.ts';
import { useTexts } from '../texts/texts-context.ts';
import { LeftHistory } from './enterprises/left-history.tsx';
import type { HandedToken } from './enterprise/pbx/made-token.tsx';
import { PlaceFields } from './enterprise/pbx/place-fields.tsx';

const EMPTY: NewEnterprise = { number: '', name: '', country: 'BY', timezone: 'Europe/Minsk' };

export function NewEnterprisePage() {
  const { data: self } = useSession();
  const { enterprises, pbx } = useTexts();
  if (self?.role !== 'owner') return <Navigate to="/enterprises" replace />;
  return (
    <Stack maw={720}>
      <Stack gap={2}>
        <Text component={Link} to="/enterprises" size="sm" c="dimmed">
          ← {enterprises.heading}
        </Text>
        <PageTitle>{pbx.add.heading}</PageTitle>
      </Stack>
      <NewEnterpriseForm />
    </Stack>
  );
}

function NewEnterpriseForm() {
  const texts = useTexts();
  const { pbx } = texts;
  const add = useAddEnterprise();
  const form = useForm<NewEnterprise>({ initialValues: EMPTY });
  const show = (errors: readonly FieldError[]) =>
    form.setErrors(Object.fromEntries(errors.map(({ field, message }) => [field, toldProblem(message, texts)])));
  const submit = (fields: NewEnterprise, keepsHistory = false) => {
    const checked = newEnterpriseSchema.safeParse(fields);
    if (!checked.success) return show(problemsOf(checked.error));
    add.mutate(keepsHistory ? { ...fields, keep_history: true } : fields, {
      onError: (error) => error instanceof AskError && show(error.errors),
    });
  };
  if (add.data) {
    const state: HandedToken = { token: add.data.token };
    return <Navigate to={`/enterprises/${add.variables.number.trim()}/pbx`} state={state} replace />;
  }
  // Of another number nothing is known yet.
  const asksOfHistory = isOfHistory(add.error) && form.values.number === add.variables?.number;
  const isAtField = add.error instanceof AskError && add.error.errors.length > 0;
  return (
    <Card withBorder padding="lg">
      <UnsavedGuard isDirty={form.isDirty()} />
      <form noValidate onSubmit={form.onSubmit((fields) => submit(fields))}>
        <Stack>
          {add.isError && !isAtField && <Trouble error={add.error} />}
          <TextInput
            label={pbx.add.number}
            description={pbx.add.numberHint}
            autoComplete="off"
            maw={320}
            {...form.getInputProps('number')}
          />
          <TextInput label={pbx.name} autoComplete="off" {...form.getInputProps('name')} />
          <PlaceFields country={form.getInputProps('country')} timezone={form.getInputProps('timezone')} />
          {asksOfHistory && (
            <LeftHistory isPending={add.isPending} onKeep={() => form.onSubmit((fields) => submit(fields, true))()} />
          )}
          <Group>
            <Button type="submit" loading={add.isPending}>
              {pbx.add.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

function isOfHistory(error: unknown): boolean {
  return error instanceof AskError && error.errors.some(({ field }) => field === 'keep_history');
}
