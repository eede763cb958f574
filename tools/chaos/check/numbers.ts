import { expectedOfNumber, type ExpectedLead, type ExpectedNumber, type NumberCalls } from '../expected/number.ts';
import type { AccountState } from '../run/uon-remote.ts';
import { certaintyOf } from './certainty.ts';
import { finding, type Finding, type Observed } from './finding.ts';

/** Clients and leads in U-ON, number by number. */
export function checkNumbers(observed: Observed): Finding[] {
  return numbersOf(observed).flatMap((number) => {
    const account = observed.uon[number.agency.apiKey];
    return account === undefined ? [] : checkNumber(observed, number, account);
  });
}

export function numbersOf({ plan }: Observed): NumberCalls[] {
  const called = plan.calls.filter((call) => call.digits !== null && call.facts.concernsClient);
  const groups = Map.groupBy(called, (call) => `${call.agency}/${call.digits}`);
  return [...groups.values()].flatMap((calls) => {
    const [first] = calls;
    const agency = plan.agencies[first?.agency ?? -1];
    if (first?.digits == null || agency === undefined) return [];
    return [{ agency, digits: first.digits, known: first.known, calls }];
  });
}

function checkNumber(observed: Observed, number: NumberCalls, account: AccountState): Finding[] {
  const [call = null] = number.calls;
  const expected = expectedOfNumber(number);
  const clients = account.clients.filter(({ u_phone }) => u_phone.replace(/\D/g, '') === number.digits);
  const wanted = expected.client === 'none' ? 0 : 1;
  const findings: Finding[] = [];
  if (clients.length !== wanted) {
    const kind = clients.length < wanted ? 'lost' : 'doubled';
    findings.push(finding(kind, call, `${clients.length} clients of its number, ${wanted} wanted`));
  }
  const ids = clients.map(({ u_id }) => u_id);
  const leads = account.leads.filter(({ client_id }) => ids.includes(client_id));
  const made = leads.filter(({ id }) => !expected.leads.has(id));
  const wantedMade = expected.made ? 1 : 0;
  if (clients.length >= wanted && made.length !== wantedMade) {
    const kind = made.length < wantedMade ? 'lost' : 'doubled';
    findings.push(finding(kind, call, `${made.length} leads were made for its client, ${wantedMade} wanted`));
  }
  const isSettled = number.calls.every((one) => certaintyOf(one, observed.deliveries.get(one.index) ?? []).isSettled);
  if (!isSettled) return findings;
  return [
    ...findings,
    ...checkClientManager(call, expected, clients),
    ...leads.flatMap((lead) => checkLead(call, expected.leads.get(lead.id) ?? expected.made, lead)),
  ];
}

function checkClientManager(
  call: Finding['call'],
  { clientManagers }: ExpectedNumber,
  clients: AccountState['clients'],
): Finding[] {
  return clients
    .filter(({ manager_id }) => !clientManagers.includes(manager_id))
    .map(({ u_id, manager_id }) =>
      finding(
        manager_id === null ? 'lost' : 'wrong',
        call,
        `client ${u_id} has manager ${manager_id}, not ${clientManagers.join(' or ')}`,
      ),
    );
}

function checkLead(
  call: Finding['call'],
  expected: ExpectedLead | (ExpectedLead & { sources: readonly string[] }) | null,
  lead: AccountState['leads'][number],
): Finding[] {
  if (!expected) return [];
  const { statuses, managers } = expected;
  return [
    ...(statuses.includes(lead.status_id)
      ? []
      : [finding('wrong', call, `lead ${lead.id} has status ${lead.status_id}, not ${statuses.join(' or ')}`)]),
    ...(managers.includes(lead.manager_id)
      ? []
      : [
          finding(
            lead.manager_id === null ? 'lost' : 'wrong',
            call,
            `lead ${lead.id} has manager ${lead.manager_id}, not ${managers.join(' or ')}`,
          ),
        ]),
    ...('sources' in expected && !expected.sources.includes(lead.source)
      ? [finding('wrong', call, `lead ${lead.id} has source ${lead.source}, not ${expected.sources.join(' or ')}`)]
      : []),
  ];
}
