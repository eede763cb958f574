import { useForm } from '@mantine/form';
import { useEffect, useState } from 'react';
import { changedKeys } from '../../../../../domain/settings/changed-keys.ts';
import { AskError, type Edition, type FieldError } from '../../../api/ask.ts';
import { useReadAnew, useSaveEnterprise, type Enterprise, type Settings } from '../../../api/enterprise.ts';
import { toldProblem } from '../../../texts/told-problem.ts';
import { useTexts } from '../../../texts/texts-context.ts';
import { problemsOfSettings } from './check-settings.ts';
import { sortErrors } from './field-errors.ts';
import { goToField } from './go-to-field.ts';
import { merged } from './merged.ts';

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

/** Somebody else saved while the form was open. */
export interface Conflict {
  readonly fresh: Edition<Enterprise>;
  /** Keys of the settings that he changed, and those that both did. */
  readonly theirs: readonly string[];
  readonly both: readonly string[];
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
  const texts = useTexts();
  const [base, setBase] = useState(opened);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [others, setOthers] = useState<readonly FieldError[]>([]);
  const form = useForm<Fields>({ initialValues: fieldsOf(opened.value.settings) });
  const { number } = base.value.settings;
  const save = useSaveEnterprise(number);
  const readAnew = useReadAnew(number);
  const before = fieldsOf(base.value.settings);
  const isDirty = changedKeys(asJson(before), asJson(form.values)).length > 0;

  const adopt = (edition: Edition<Enterprise>) => {
    setBase(edition);
    setConflict(null);
    setOthers([]);
    form.clearErrors();
    form.setValues(fieldsOf(edition.value.settings));
  };
  useEffect(() => {
    if (!isDirty && opened.etag !== base.etag) adopt(opened);
  });

  const sort = (errors: readonly FieldError[]) => {
    const told = errors.map(({ field, message }) => ({ field, message: toldProblem(message, texts) }));
    return sortErrors(told, { below, fields: Object.keys(before) });
  };
  const show = (errors: readonly FieldError[]) => {
    const sorted = sort(errors);
    form.setErrors(sorted.ofForm);
    setOthers(sorted.others);
    const [first] = Object.keys(sorted.ofForm);
    // Once it stands there with its error.
    if (first !== undefined) setTimeout(() => goToField(first));
  };
  const look = async () => {
    const fresh = await readAnew();
    const mine = changedKeys(asJson(base.value.settings), asJson(settingsOf(base.value.settings, form.values)));
    const theirs = changedKeys(asJson(base.value.settings), asJson(fresh.value.settings));
    setConflict({ fresh, theirs, both: theirs.filter((key) => mine.includes(key)) });
  };

  return {
    form,
    isDirty,
    isSaving: save.isPending,
    /** Just saved, and nothing typed since. */
    isSaved: save.isSuccess && !isDirty,
    conflict,
    /** Refused fields that the form does not show. */
    others,
    /** What else went wrong at saving. */
    error: save.error instanceof AskError && [412, 422].includes(save.error.status) ? null : save.error,
    /** The edition that the form stands on; and where a change beside the form made another one. */
    etag: base.etag,
    moveTo: (etag: string) => setBase({ ...base, etag }),
    /** What the settings would be. */
    settings: settingsOf(base.value.settings, form.values),
    /** Saves; false where that was refused, which the form then says. */
    submit: async (): Promise<boolean> => {
      const settings = settingsOf(base.value.settings, form.values);
      const problems = problemsOfSettings(settings);
      show(problems);
      if (problems.length > 0) return false;
      try {
        adopt(await save.mutateAsync({ settings, etag: base.etag }));
        return true;
      } catch (error) {
        if (error instanceof AskError && error.status === 422) show(error.errors);
        if (error instanceof AskError && error.status === 412) await look();
        return false;
      }
    },
    /** Says what is wrong with a field that was left. */
    checkField: (path: string) => {
      const { ofForm } = sort(problemsOfSettings(settingsOf(base.value.settings, form.values)));
      const found = Object.entries(ofForm).find(([key]) => key === path || key.startsWith(`${path}.`));
      if (found) form.setFieldError(path, found[1]);
    },
    /** Tells of a change by another that something beside the form met with. */
    look,
    discard: () => adopt(base),
    keepMine: ({ fresh }: Conflict) => {
      const together = merged(before, form.values, fieldsOf(fresh.value.settings));
      setBase(fresh);
      setConflict(null);
      form.clearErrors();
      form.setValues(together);
    },
    takeTheirs: ({ fresh }: Conflict) => adopt(fresh),
  };
}

/** As it is sent: a key that is not set is not there. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
