import { describe, expect, it } from 'vitest';
import { webhookFields } from './fields.ts';
import { addresseeOf, agrees, type Addressee } from './sender.ts';
import { accountOf } from './webhook.ts';

const byId: Addressee = { enterprise: '0367', accountId: '67054', subdomain: null };
const byHost: Addressee = { enterprise: '0368', accountId: null, subdomain: 'id111.u-on.ru' };
const own: Addressee = { enterprise: '0369', accountId: '5', subdomain: 'crm.agency.by' };
const silent: Addressee = { enterprise: '0370', accountId: null, subdomain: null };

describe('whose a webhook on the bare path is', () => {
  it.each([
    ['an id', { uon_id: '67054' }, [byId, byHost, silent], '0367'],
    ['an account_id', { account_id: 67054 }, [byId, byHost, silent], '0367'],
    ['a host of U-ON, by its number', { uon_id: '111' }, [byId, byHost], '0368'],
    ['a subdomain', { uon_subdomain: 'id111' }, [byId, byHost], '0368'],
    ['a host of its own', { uon_subdomain: 'crm.agency.by' }, [byId, own], '0369'],
    ['nothing, where there is one', {}, [byId], '0367'],
    ['nothing, where there are two', {}, [byId, byHost], undefined],
    ['an account that the only one does not have', { uon_id: '1' }, [byId], undefined],
    ['an account, where the only one has not said which is its own', { uon_id: '1' }, [silent], '0370'],
    ['an id of one and a host of another', { uon_id: '67054', uon_subdomain: 'id111' }, [byHost, own], undefined],
    ['one account that two have', { uon_id: '67054' }, [byId, { ...byId, enterprise: '0371' }], undefined],
  ])('is told by %s', (_what, fields, all, enterprise) => {
    expect(addresseeOf(webhookFields(fields), all, () => true)?.enterprise).toBe(enterprise);
  });

  it.each([
    [
      'one account that two have, by who hears the sender',
      { uon_id: '67054' },
      [{ ...byId, enterprise: '0371' }, byId],
      '0367',
    ],
    ['an account of who does not hear the sender', { uon_id: '111' }, [byId, byHost], undefined],
    ['nothing, where one of two hears the sender', {}, [byId, silent], undefined],
    ['nothing, where the only one does not', {}, [silent], undefined],
  ])('is told by %s', (_what, fields, all, enterprise) => {
    const hears = (one: Addressee) => one.enterprise === '0367';
    expect(addresseeOf(webhookFields(fields), all, hears)?.enterprise).toBe(enterprise);
  });
});

describe('an account that stands beside a secret', () => {
  it.each([
    [byId, { uon_id: '67054' }, true],
    [byId, { uon_id: '67055' }, false],
    [byId, { uon_id: '67054', account_id: '1' }, false],
    [byId, { uon_subdomain: 'anything' }, true],
    [byHost, { uon_subdomain: 'id111' }, true],
    [byHost, { uon_id: '112' }, false],
    [own, { uon_id: '5', uon_subdomain: 'crm.agency.by' }, true],
    [silent, { uon_id: '1', uon_subdomain: 'x' }, true],
    [byId, {}, true],
  ])('agrees where it does not contradict: %j, %j', (addressee, fields, isFine) => {
    expect(agrees(addressee, accountOf(webhookFields(fields)))).toBe(isFine);
  });
});
