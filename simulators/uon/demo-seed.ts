import type { AccountSeed } from './account-seed.ts';

export const DEMO_KEY = 'demo-key-0367';

/** The account of the demo's enterprise 0367: its statuses, four managers and clients in every state of the action tables. */
export const demoSeed: AccountSeed = {
  statuses: [
    { id: 1, ord: 1, name: 'Новый' },
    { id: 2, ord: 2, name: 'Думает по предложению' },
    { id: 3, ord: 3, name: 'Думает по встрече' },
    { id: 4, ord: 4, name: 'Приедет на встречу' },
    { id: 5, ord: 5, name: 'Принимает решение по оплате' },
    { id: 6, ord: 6, name: 'Лид → Заявка', is_archive: 1 },
    { id: 7, ord: 7, name: 'Отвалился', is_archive: 1 },
    { id: 8, ord: 8, name: 'Потом / в следующий раз', is_archive: 1 },
    { id: 9, ord: 9, name: 'Тестовое обращение' },
  ],
  managers: [
    { u_id: 2, u_surname: 'Лебедева', u_name: 'Ольга', ip_internal_number: '150', role_id: 1 },
    { u_id: 3, u_surname: 'Ковалёв', u_name: 'Артём', ip_internal_number: '151' },
    { u_id: 4, u_surname: 'Савицкая', u_name: 'Дарья', ip_internal_number: '152' },
    { u_id: 5, u_surname: 'Мороз', u_name: 'Павел', ip_internal_number: '153', u_manager_status: 3 },
  ],
  clients: [
    // One open lead; a manager of her own.
    {
      u_id: 11,
      u_surname: 'Иванов',
      u_name: 'Иван',
      u_sname: 'Петрович',
      u_phone_mobile: ' 375296254070',
      manager_id: 3,
    },
    // Archived leads only, nobody's client.
    { u_id: 12, u_surname: 'Юонова', u_name: 'Юлия', u_sname: 'Николаевна', u_phone_mobile: '+375 (29) 321-32-18' },
    // No leads.
    { u_id: 13, u_surname: 'Никитина', u_name: 'Анна', u_phone: '375297003134', u_phone_home: ' 375295556611' },
    // A company with its contact.
    {
      u_id: 14,
      u_type: 2,
      u_company: 'ООО "Рога и Копыта"',
      u_surname: 'Петров',
      u_name: 'Пётр',
      u_phone: '375172001020',
      manager_id: 2,
    },
    { u_id: 15, u_surname: 'Бойко', u_name: 'Сергей', u_phone_mobile: '+375447034448', manager_id: 2 },
  ],
  leads: [
    { id: 1, client_id: 11, status_id: 2, manager_id: 3, source: 'Сайт', dat: '2025-08-20 11:05:00' },
    { id: 2, client_id: 15, status_id: 7, manager_id: 2, source: 'Входящий звонок', dat: '2025-08-28 14:52:00' },
    { id: 3, client_id: 12, status_id: 8, source: 'Входящий звонок', dat: '2025-08-25 09:30:00' },
    { id: 4, client_id: 12, status_id: 6, manager_id: 4, source: 'Сайт', dat: '2025-07-02 16:10:00' },
    { id: 5, client_id: 14, status_id: 4, source: 'Рекомендация', dat: '2025-09-01 12:00:00' },
  ],
  requests: [{ id: 21, client_id: 12, status_id: 3, status: 'Документы выданы', manager_id: 4 }],
  sources: [
    { rs_id: 1, rs_name: 'Сайт' },
    { rs_id: 2, rs_name: 'Входящий звонок' },
    { rs_id: 3, rs_name: 'Рекомендация' },
  ],
};
