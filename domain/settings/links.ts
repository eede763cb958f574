import type { z } from 'zod';

import { block, orDefault, text } from './fields.ts';
import { fillTemplate, knownPlaceholders } from './template.ts';

/** Addresses of U-ON's pages. `{subdomain}` is the whole host of the agency's U-ON. */
export const links = block({
  client: link('user_id', 'https://{subdomain}/client_edit.php?client_id={user_id}'),
  new_client: link('phone', 'https://{subdomain}/client_edit.php?phone={phone}'),
  company: link('company_id', 'https://{subdomain}/company/edit/{company_id}'),
  lead: link('lead_id', 'https://{subdomain}/lead/edit/{lead_id}'),
  request: link('request_id', 'https://{subdomain}/request/edit/{request_id}'),
});

export type LinkTemplates = z.output<typeof links>;

/** An address of U-ON's with these ids in it; null where it needs the agency's host and that is not known. */
export function linkTo(
  template: string,
  subdomain: string | undefined,
  values: Readonly<Record<string, string>>,
): string | null {
  const encoded = Object.fromEntries(
    Object.entries(values).map(([name, value]): [string, string] => [name, encodeURIComponent(value.toWellFormed())]),
  );
  return fillTemplate(template, { ...encoded, subdomain }) ?? null;
}

function link(placeholder: string, byDefault: string) {
  const template = text
    .superRefine(knownPlaceholders(['subdomain', placeholder]))
    .refine((value) => isWebAddress(fillTemplate(value, { subdomain: 'id1.u-on.ru', [placeholder]: '1' }) ?? value), {
      error: 'must be an http or https address',
    })
    .meta({ examples: [byDefault] });
  return orDefault(template, byDefault);
}

function isWebAddress(value: string): boolean {
  return URL.canParse(value) && /^https?:\/\/[^\s"'<>]+$/i.test(value);
}
