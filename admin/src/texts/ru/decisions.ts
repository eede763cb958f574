import type { RULE_SUBJECTS } from '../../../../domain/settings/smart.ts';
import type { CallerTag, DecisionReason, DecisionSource } from '../../../../domain/smart/words.ts';

const subjects: Record<(typeof RULE_SUBJECTS)[number], string> = {
  client_manager: 'Менеджер клиента в U-ON',
  last_talked: 'Кто говорил с ним последним',
  first_talked: 'Кто говорил с ним первым',
  fallback: 'Запасной номер',
};

const reasons: Record<DecisionReason, string> = {
  manager: 'это менеджер клиента',
  last_talked: 'говорил с ним последним',
  first_talked: 'говорил с ним первым',
  fallback: 'запасной номер',
  no_extension: 'у менеджера клиента нет внутреннего номера',
  no_manager: 'у клиента нет менеджера',
  no_client: 'в U-ON нет клиента с этим номером',
  not_known: 'не успели узнать за отведённое время',
  uon_off: 'U-ON выключен или нет ключа',
  nobody_talked: 'за эти дни с ним никто не говорил',
  blocked: 'на этот номер не переводят',
  no_such_extension: 'такого номера нет ни у кого, и по нему давно не говорили',
  repeated: 'номер уже дало правило выше',
  no_number: 'номер скрыт, или это не телефон',
  own_number: 'это собственный номер агентства',
  mode_off: 'умный перевод выключен',
  mode_name: 'сообщается только имя',
  not_wanted: 'АТС не спрашивала, кому звонить',
};

const sources: Record<DecisionSource, string> = {
  cache: 'из недавнего ответа U-ON',
  stale: 'из прежнего ответа U-ON, обновим его после',
  customers: 'из нашего списка клиентов',
  uon: 'от U-ON только что',
  none: 'ничего не известно',
};

const tags: Record<CallerTag, string> = {
  client: 'клиент',
  company: 'компания',
  agency: 'агентство',
  new: 'новый',
  own_number: 'свой номер',
  hidden: 'номер скрыт',
  active_request: 'есть заявка',
  active_lead: 'есть обращение',
  missed_before: 'прошлый звонок пропущен',
};

/** What a PBX was told of a caller, and why. */
export const decisions = {
  subjects,
  reasons,
  sources,
  tags,
  asked: 'АТС спросила, кто звонит',
  ring: (extension: string, why: string) => `звонить на ${extension}: ${why}`,
  ringNobody: (why: string) => `кому звонить, не сказано: ${why}`,
  withName: 'имя сообщено',
  withoutName: 'имя не сообщено',
  took: (ms: number) => `ответ за ${ms} мс`,
  chain: 'Правила по порядку',
  option: (extension: string) => `номер ${extension}`,
  fallen: (extension: string | null, why: string) => (extension === null ? why : `${extension} отпал: ${why}`),
};
