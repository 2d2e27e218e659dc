import { type Draft, fieldIn, isVariable, type Tell, valueIn, withField } from '../draft.ts';
import { authorityOf } from '../endpoints.ts';
import { grantOf } from './grant.ts';

/** What cannot be left out (RFC 6749 §4.1.1, §4.1.3, §6), and the only response type with a refresh token. */
export function correctRequired(draft: Draft, tell: Tell): Draft {
  const responded = correctResponseType(draft, tell);
  return requiredOf(responded).reduce((each, [name, value]) => {
    const field = fieldIn(each, name);
    if (field && field.value !== '') return each;
    const id = name === 'refresh_token' ? 'refresh-token-missing' : 'parameter-missing';
    tell({ id, found: field ? `${name}=` : undefined, correct: `${name}=${value}`, values: { name } });
    return withField(each, name, value);
  }, responded);
}

function requiredOf(draft: Draft): readonly (readonly [name: string, value: string])[] {
  const authority = authorityOf(draft.address.host);
  const isKnown = authority === 'microsoft' || authority === 'google';
  const scope = ['scope', authority === 'google' ? 'https://mail.google.com/' : OUTLOOK] as const;
  const redirect = ['redirect_uri', '<redirect_uri>'] as const;
  const client = provesItself(draft) ? [] : [['client_id', '<client_id>'] as const];
  if (draft.endpoint === 'authorize')
    return [
      ['client_id', '<client_id>'],
      ['response_type', 'code'],
      ...(isKnown ? [redirect, scope] : []),
      ['state', '<random>'],
    ];
  if (draft.endpoint === 'admin-consent') return [['client_id', '<client_id>']];
  if (draft.endpoint === 'device') return [['client_id', '<client_id>'], ...(isKnown ? [scope] : [])];
  const grant = valueIn(draft, 'grant_type') || grantOf(draft) || '<grant_type>';
  return [
    ...client,
    ['grant_type', grant],
    ...(grant === 'authorization_code'
      ? ([['code', '<code>'], ...(isKnown ? [redirect] : [])] as const)
      : []),
    ...(grant === 'refresh_token' ? ([['refresh_token', '<refresh_token>']] as const) : []),
    ...(grant === 'client_credentials' && authority === 'microsoft'
      ? ([['scope', 'https://outlook.office365.com/.default']] as const)
      : []),
  ];
}

const OUTLOOK = 'https://outlook.office.com/SMTP.Send offline_access';

/** By HTTP Basic or by an assertion, which name the client. */
function provesItself(draft: Draft): boolean {
  return (
    draft.user !== undefined ||
    draft.headers.some((header) => /^authorization:/i.test(header)) ||
    fieldIn(draft, 'client_assertion') !== undefined ||
    fieldIn(draft, 'assertion') !== undefined
  );
}

function correctResponseType(draft: Draft, tell: Tell): Draft {
  const type = valueIn(draft, 'response_type');
  if (draft.endpoint !== 'authorize' || type === '' || isVariable(type) || type.split(' ').includes('code'))
    return draft;
  tell({ id: 'response-type', found: `response_type=${type}`, correct: 'response_type=code' });
  return withField(draft, 'response_type', 'code');
}
