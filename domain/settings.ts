import type { z } from 'zod';

import { apiUrl, network, originateUrl, uonApiKey, uonHost } from './settings/addresses.ts';
import { incomingCallActions, outgoingCallActions } from './settings/call-actions.ts';
import {
  block,
  listOf,
  looseId,
  mapOf,
  oneOf,
  orDefault,
  orUnset,
  secretText,
  uonId,
  yesNo,
} from './settings/fields.ts';
import { links } from './settings/links.ts';
import { notifications } from './settings/notifications.ts';
import { telegram } from './settings/other-blocks.ts';
import { smart } from './settings/smart.ts';
import { cache, calls } from './settings/timing.ts';
import { userExtensions } from './settings/user-extensions.ts';

const uon = block({
  enabled: orDefault(yesNo, false),
  log_calls: orDefault(yesNo, true),
  primary: orDefault(yesNo, false),
  api_key: orUnset(uonApiKey),
  api_url: orUnset(apiUrl),
  account_id: orUnset(looseId),
  subdomain: orUnset(uonHost),
  body_format: orDefault(oneOf(['json', 'form']), 'json'),
  user_extensions: orDefault(userExtensions, {}),
  default_manager_id: orUnset(uonId),
  webhooks: orDefault(mapOf(/^[1-9]\d*$/, 'must be a type_id: a whole number above 0', uonId), {}),
  webhook_secret: orUnset(secretText),
  webhook_ips: orDefault(listOf(network), []),
  originate_url: orUnset(originateUrl),
  originate_secret: orUnset(secretText),
  incoming_call_actions: incomingCallActions,
  outgoing_call_actions: outgoingCallActions,
  notifications,
  links,
  cache,
  calls,
});

/**
 * `integrations_config` of an enterprise: all blocks and keys, with their defaults. Keys that it does not know are
 * refused; `null` and absence mean "not set".
 */
export const integrationsConfig = block({ uon, smart, telegram });

/** As the file gives them, secrets in clear: only for `apply` and for what stores them. */
export type IntegrationsConfig = z.output<typeof integrationsConfig>;

type UonSecret = 'api_key' | 'webhook_secret' | 'originate_secret';

/** The settings of a call: safe to load anywhere, no secret in them. */
export type UonSettings = Omit<IntegrationsConfig['uon'], UonSecret>;
export type SmartSettings = IntegrationsConfig['smart'];
export type TelegramSettings = Omit<IntegrationsConfig['telegram'], 'bot_token'>;
