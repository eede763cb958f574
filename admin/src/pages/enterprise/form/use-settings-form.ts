import { useForm } from '@mantine/form';
import { useEffect, useState } from 'react';
import { changedKeys } from '../../../../../domain/settings/changed-keys.ts';
import { AskError, type Edition } from '../../../api/ask.ts';
import { useSaveEnterprise, type Enterprise, type Settings } from '../../../api/enterprise.ts';
import { asJson } from './as-json.ts';
import { problemsOfSettings } from './check-settings.ts';
import { merged } from './merged.ts';
import { useConflict, type Conflict } from './use-conflict.ts';
import { useFieldProblems } from './use-field-problems.ts';

export interface SettingsFormOptions<Fields> {
  /** From `useEnterprise`. */
  readonly opened: Edition<Enterprise>;
  /** Key below which the form's fields stand, `integrations_config.uon` say; '' for those of the enterprise itself. */
  readonly below: string;
  /** What the form shows of the settings. Names and nesting are those of the settings: errors find their field by them. */
  readonly fieldsOf: (settings: Settings) => Fields;
  /** The settings with what the form has. */
  readonly settingsOf: (settings: Settings, fields: Fields) => Settings;
}

export type SettingsForm<Fields extends object> = ReturnType<typeof useSettingsForm<Fields>>;

/**
 * A form over some of an enterprise's settings (`SettingsFrame` stands around it). It checks by the API's own schemas, saves all
 * settings with the edition that it was opened with, and puts errors at their fields. Where another saved meanwhile (412) nothing is
 * overwritten: `conflict` says what he changed, and one reads anew, keeping what one typed or giving it up. While nothing is typed,
 * what others save is taken over by itself.
 */
export function useSettingsForm<Fields extends object>(options: SettingsFormOptions<Fields>) {
  const { opened, below, fieldsOf, settingsOf } = options;
  const [base, setBase] = useState(opened);
  const form = useForm<Fields>({ initialValues: fieldsOf(opened.value.settings) });
  const { number } = base.value.settings;
  const save = useSaveEnterprise(number);
  const conflict = useConflict(number);
  const before = fieldsOf(base.value.settings);
  const problems = useFieldProblems(form, { below, fields: Object.keys(before) });
  const isDirty = changedKeys(asJson(before), asJson(form.values)).length > 0;
  const settings = () => settingsOf(base.value.settings, form.values);

  const standOn = (edition: Edition<Enterprise>, fields: Fields) => {
    setBase(edition);
    conflict.forget();
    problems.clear();
    form.setValues(fields);
  };
  const adopt = (edition: Edition<Enterprise>) => standOn(edition, fieldsOf(edition.value.settings));
  useEffect(() => {
    if (!isDirty && opened.etag !== base.etag) adopt(opened);
  });
  const look = () => conflict.look(base.value.settings, settings());
  /** Saves; false where that was refused, which the form then says. */
  const submit = async (): Promise<boolean> => {
    conflict.forget();
    const wrong = problemsOfSettings(settings());
    problems.show(wrong);
    if (wrong.length > 0) return false;
    try {
      adopt(await save.mutateAsync({ settings: settings(), etag: base.etag }));
      return true;
    } catch (error) {
      if (isRefusal(error, 422)) problems.show(error.errors);
      if (isRefusal(error, 412)) await look();
      return false;
    }
  };

  return {
    form,
    isDirty,
    isSaving: save.isPending || conflict.isLooking,
    /** Just saved, and nothing typed since. */
    isSaved: save.isSuccess && !isDirty,
    conflict: conflict.conflict,
    /** Refused fields that the form does not show. */
    others: problems.others,
    /** What else went wrong at saving, or at looking what another saved. */
    error: conflict.error ?? (isRefusal(save.error, 412) || isRefusal(save.error, 422) ? null : save.error),
    /** The edition that the form stands on; and where a change beside the form made another one. */
    etag: base.etag,
    moveTo: (etag: string) => setBase({ ...base, etag }),
    /** What the settings would be. */
    settings: settings(),
    submit,
    /** Says what is wrong with a field that was left. */
    checkField: (path: string) => problems.showAt(path, problemsOfSettings(settings())),
    /** Tells of a change by another that something beside the form met with. */
    look,
    discard: () => adopt(base),
    keepMine: ({ fresh }: Conflict) => standOn(fresh, merged(before, form.values, fieldsOf(fresh.value.settings))),
    takeTheirs: ({ fresh }: Conflict) => adopt(fresh),
  };
}

function isRefusal(error: unknown, status: number): error is AskError {
  return error instanceof AskError && error.status === status;
}
