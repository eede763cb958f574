import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { chooseClient } from './client-choice.ts';
import { newClientName } from './new-client-name.ts';
import { personName } from './person-name.ts';
import type { Client, Lead } from './uon-shapes.ts';

function client(id: string, over: Partial<Client> = {}): Client {
  return {
    ...{ id, surname: '', name: '', patronymic: '', company: '', kind: 'person', phones: [] },
    ...{ managerId: null, active: true, deleted: false },
    ...over,
  };
}

function lead(createdAt: string | null): Lead {
  return { id: '1', statusId: null, statusName: '', managerId: null, clientId: null, createdAt, source: '', note: '' };
}

function chosen(clients: Client[], leads: Record<string, Lead[]> = {}): string | null {
  return chooseClient(clients, new Map(Object.entries(leads)))?.id ?? null;
}

describe('of several clients with one phone', () => {
  it('one that is active goes before one that is not, and a deleted one is none', () => {
    expect(chosen([client('1', { active: false }), client('2')])).toBe('2');
    expect(chosen([client('1', { deleted: true }), client('2', { active: false })])).toBe('2');
    expect(chosen([client('1', { deleted: true })])).toBeNull();
    expect(chosen([])).toBeNull();
  });

  it('the one with the newest lead is chosen', () => {
    const leads = {
      1: [lead('2025-08-28 14:52')],
      2: [lead(null), lead('2025-09-01 09:00'), lead('2024-01-01 00:00')],
    };
    expect(chosen([client('1'), client('2'), client('3')], leads)).toBe('2');
  });

  it('without leads the lowest id is chosen, by number and in any order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 1e9 }), { minLength: 1 }), (ids) => {
        expect(chosen(ids.map((id) => client(String(id))))).toBe(String(Math.min(...ids)));
      }),
    );
  });
});

it('a name is what is known of it', () => {
  expect(personName({ surname: 'Иванов', name: 'Иван', patronymic: 'Петрович' })).toBe('Иванов Иван Петрович');
  expect(personName({ surname: '', name: 'Иван', patronymic: '' })).toBe('Иван');
  expect(personName({ surname: '', name: '', patronymic: '' })).toBe('');
});

it('a new client is named by the template', () => {
  expect(newClientName('Новый клиент {phone}', '+375296254070')).toBe('Новый клиент +375296254070');
  expect(newClientName('Звонок', '+375296254070')).toBe('Звонок');
});
