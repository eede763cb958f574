/** Lead statuses of every test account: 6 and 7 are archived. */
export const STATUSES = [
  { id: 1, name: 'Новый' },
  { id: 3, name: 'Думает по встрече' },
  { id: 5, name: 'Принимает решение по оплате' },
  { id: 6, name: 'Лид → Заявка', is_archive: 1 as const },
  { id: 7, name: 'Отвалился', is_archive: 1 as const },
  { id: 22, name: 'Вернулся' },
  { id: 33, name: 'Впервые' },
];

/** Managers of every test account. */
export const MANAGERS = [2, 4, 7, 9].map((id) => ({ u_id: id, u_name: `Менеджер ${id}` }));
