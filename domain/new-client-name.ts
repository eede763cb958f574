import { fillTemplate } from './settings/template.ts';

/** The name under which an unknown caller is created: the template of the settings with the number in it. */
export function newClientName(template: string, phoneE164: string): string {
  return fillTemplate(template, { phone: phoneE164 }) ?? template;
}
