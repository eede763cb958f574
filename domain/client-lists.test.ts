import { expect, it } from 'vitest';

import { leadSummaries, requestSummaries } from './client-lists.ts';

const lead = { managerId: null, clientId: '5', createdAt: null, source: 'Сайт', note: 'с +375291112233' };
const statuses = [
  { id: '1', name: 'Новый', order: 1, archived: false },
  { id: '7', name: 'Отвалился', order: 2, archived: true },
];

it.each([
  ['an active status', { statusId: '1', statusName: '' }, { statusName: 'Новый', isArchived: false }],
  ['an archived one', { statusId: '7', statusName: 'Отвал' }, { statusName: 'Отвал', isArchived: true }],
  ['one that is not listed', { statusId: '99', statusName: '' }, { statusName: '', isArchived: false }],
  ['none', { statusId: null, statusName: '' }, { statusName: '', isArchived: false }],
])('a lead with %s', (_what, status, summary) => {
  expect(leadSummaries([{ id: '71', ...lead, ...status }], statuses)).toEqual([
    { id: '71', statusId: status.statusId, managerId: null, createdAt: null, source: 'Сайт', ...summary },
  ]);
});

it('what is kept of a request does not name its client', () => {
  const kept = { id: '90', statusId: '2', statusName: 'Оплачена', managerId: '4', createdAt: null };
  expect(requestSummaries([{ ...kept, clientId: '5' }])).toEqual([kept]);
});
