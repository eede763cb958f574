import { useTexts } from '../../../../texts/texts-context.ts';
import type { Texts } from '../../../../texts/ru.ts';
import type { FieldsPlace } from '../../form/fields/fields-context.ts';
import { DEFAULT_DRAFT } from '../default-draft.ts';

type Names = Texts['uon']['fields'];

/** They say where secrets are sent, and by which webhooks are let in. */
const OF_OWNERS: readonly string[] = ['api_url', 'originate_url', 'webhook_secret'];

/** What the fields of this place know beside the draft and what is stored of it. */
export function useFieldsPlace(isOwner: boolean): Pick<FieldsPlace, 'wordsOf' | 'defaults' | 'isOwners'> {
  const { uon } = useTexts();
  return {
    wordsOf: (path) => {
      const name = nameOf(path);
      const { label, help } = isName(name, uon.fields) ? uon.fields[name] : { label: name, help: '' };
      return { label, help, options: uon.options[name] ?? {} };
    },
    defaults: DEFAULT_DRAFT,
    isOwners: (path) => OF_OWNERS.includes(path) && !isOwner,
  };
}

/** Actions of both directions have the same words. */
function nameOf(path: string): string {
  return path.replace(/^(incoming|outgoing)_call_actions\./, '');
}

function isName(name: string, fields: Names): name is keyof Names {
  return Object.hasOwn(fields, name);
}
