import { extensionsOfManager } from './manager-extensions.ts';
import type { Phone } from './phone.ts';
import { safeText } from './html-text.ts';

/** The call that a manager asked for by a click. */
export interface PlannedCall {
  readonly extension: string;
  readonly phoneE164: string;
}

/** Why a call that was asked for is not placed. */
export type NoCall =
  | 'no-number'
  | 'no-extension'
  | 'no-address'
  | 'late'
  | 'not-allowed'
  | 'no-connection'
  | 'refused'
  | 'unclear';

/** A call placed later than so long after the click is worse than none. */
export const CLICK_LIFETIME_MS = 30_000;

/** Whose click it is: the manager whom U-ON names, else the enterprise's own default. */
export function clickerOf(
  settings: { readonly default_manager_id?: string | undefined },
  { managerId }: { readonly managerId: string | null },
): string | null {
  return managerId ?? settings.default_manager_id ?? null;
}

/** What is to be dialled for a click of `managerId`, or why nothing is. */
export function planCall(
  settings: {
    readonly user_extensions: Readonly<Record<string, readonly string[]>>;
    readonly originate_url?: string | undefined;
  },
  { managerId, phone }: { readonly managerId: string | null; readonly phone: Phone },
): PlannedCall | NoCall {
  if (phone.kind !== 'number') return 'no-number';
  const [extension] = managerId === null ? [] : extensionsOfManager(settings, managerId);
  if (extension === undefined) return 'no-extension';
  return settings.originate_url === undefined ? 'no-address' : { extension, phoneE164: phone.e164 };
}

const WHY: Readonly<Record<NoCall, string>> = {
  'no-number': 'это не телефонный номер',
  'no-extension': 'у вас нет внутреннего номера. Администратор задаёт его в «Интеграции → U-ON → Менеджеры»',
  'no-address': 'не задан адрес АТС для звонков (originate_url)',
  late: 'АТС не была готова в течение 30 секунд. Нажмите ещё раз',
  'not-allowed': 'адрес АТС не разрешён (ORIGINATE_ALLOW). Сообщите администратору',
  'no-connection': 'АТС не отвечает. Попробуйте позже',
  refused: 'АТС отказала',
  unclear: 'АТС не подтвердила звонок. Если телефон не зазвонил, нажмите ещё раз',
};

/** What the manager is told, as HTML of a popup. */
export function noCallText(why: NoCall, phone: Phone): string {
  return `📵 <b>Звонок не начат</b>: ${safeText(shown(phone))}<br>${WHY[why]}`;
}

function shown(phone: Phone): string {
  if (phone.kind === 'number') return phone.e164;
  return phone.kind === 'other' && phone.digits !== '' ? phone.digits : 'номер не указан';
}
