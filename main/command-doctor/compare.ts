import { isSharedTenant } from '../../preload/contract/validate/index.ts';
import { readAddress, writeAddress } from './address.ts';
import { type Draft, isVariable, type Tell, valueIn, withField } from './draft.ts';
import { authorityOf } from './endpoints.ts';
import { isFillIn } from './rules/placeholders.ts';
import { tenantOf, withTenant } from './rules/tenant.ts';

/** The calls of one sign-in against each other, each already right by itself. The first request leads. */
export function compareCalls(drafts: readonly Draft[], tell: Tell): readonly Draft[] {
  const requests = drafts.filter(({ endpoint }) => endpoint !== 'answer');
  const [first, ...others] = requests;
  const answer = drafts.find(({ endpoint }) => endpoint === 'answer');
  if (first && answer) compareAnswer(first, answer, requests, tell);
  if (!first || others.length === 0) return drafts;
  const lead = requests.find(({ endpoint }) => endpoint === 'authorize') ?? first;
  const tenant = commonTenant(requests);
  return drafts.map((draft) => {
    if (draft.endpoint === 'answer' || authorityOf(draft.address.host) !== authorityOf(lead.address.host))
      return draft;
    const same = tenant === undefined ? draft : sameTenant(draft, tenant, tell);
    return draft === lead ? same : sameScopes(sameValues(same, lead, tell), lead, tell);
  });
}

/** The tenant of all calls, the one that names an organisation before a shared name; undefined where they agree. */
function commonTenant(requests: readonly Draft[]): string | undefined {
  const tenants = requests.filter(({ address }) => authorityOf(address.host) === 'microsoft').map(tenantOf);
  const [first] = tenants;
  if (tenants.every((tenant) => tenant.toLowerCase() === first?.toLowerCase())) return undefined;
  return tenants.find((tenant) => !isSharedTenant(tenant) && !isFillIn(tenant)) ?? first;
}

function sameTenant(draft: Draft, tenant: string, tell: Tell): Draft {
  const own = tenantOf(draft);
  if (own.toLowerCase() === tenant.toLowerCase() || isFillIn(own) || isVariable(own)) return draft;
  tell({ id: 'tenant-mismatch', found: own, correct: tenant });
  return withTenant(draft, tenant);
}

/** Byte for byte (RFC 6749 §4.1.3). */
function sameValues(draft: Draft, lead: Draft, tell: Tell): Draft {
  const rules = [
    ['redirect_uri', 'redirect-mismatch'],
    ['client_id', 'client-mismatch'],
  ] as const;
  return rules.reduce((each, [name, id]) => {
    const [own, correct] = [valueIn(each, name), valueIn(lead, name)];
    if (own === '' || correct === '' || own === correct || [own, correct].some(isOpen)) return each;
    tell({ id, found: `${name}=${own}`, correct: `${name}=${correct}` });
    return withField(each, name, correct);
  }, draft);
}

function sameScopes(draft: Draft, lead: Draft, tell: Tell): Draft {
  const [own, asked] = [mailScopes(draft), mailScopes(lead)];
  if (own.length === 0 || asked.length === 0 || own.join(' ') === asked.join(' ')) return draft;
  const others = valueIn(draft, 'scope')
    .split(' ')
    .filter((scope) => !isResource(scope));
  const written = valueIn(lead, 'scope').split(' ').filter(isResource);
  const correct = [...written, ...others].join(' ');
  tell({ id: 'scope-mismatch', found: `scope=${valueIn(draft, 'scope')}`, correct: `scope=${correct}` });
  return withField(draft, 'scope', correct);
}

function mailScopes(draft: Draft): string[] {
  const scope = valueIn(draft, 'scope');
  if (isOpen(scope)) return [];
  return scope
    .split(' ')
    .filter(isResource)
    .map((each) => each.toLowerCase())
    .sort();
}

function isResource(scope: string): boolean {
  return scope.includes('/') || scope.includes('.');
}

function isOpen(value: string): boolean {
  return isVariable(value) || isFillIn(value);
}

function compareAnswer(first: Draft, answer: Draft, requests: readonly Draft[], tell: Tell): void {
  const authorize = first.endpoint === 'authorize' ? first : undefined;
  const asked = authorize ? valueIn(authorize, 'redirect_uri') : '';
  if (asked !== '' && !isOpen(asked) && landing(asked) !== landing(writeAddress(answer.address)))
    tell({ id: 'answer-elsewhere', found: writeAddress(answer.address), correct: asked });
  const [state, sent] = [valueIn(answer, 'state'), authorize ? valueIn(authorize, 'state') : ''];
  if (sent !== '' && !isOpen(sent) && state !== sent)
    tell({
      id: 'state-mismatch',
      found: state === '' ? undefined : `state=${state}`,
      correct: `state=${sent}`,
      values: { name: 'state' },
    });
  const code = valueIn(answer, 'code');
  const used = requests
    .map((request) => valueIn(request, 'code'))
    .find((value) => value !== '' && !isOpen(value));
  if (code !== '' && used !== undefined && used !== code)
    tell({ id: 'code-mismatch', found: 'code=***', correct: 'code=<code>', fillIn: 'code' });
}

/** Entra puts a slash where there is no path, and the answer comes back on the port that was asked for. */
function landing(redirect: string): string {
  const { address } = readAddress(redirect);
  return `${address.scheme}${address.host}${address.path === '/' ? '' : address.path}`.toLowerCase();
}
