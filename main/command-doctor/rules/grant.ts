import { closest } from '../closeness.ts';
import { type Draft, fieldIn, type Tell, valueIn, withField } from '../draft.ts';

const GRANTS: readonly string[] = [
  'authorization_code',
  'refresh_token',
  'client_credentials',
  'password',
  'urn:ietf:params:oauth:grant-type:device_code',
  'urn:ietf:params:oauth:grant-type:jwt-bearer',
];

/** Microsoft's and Adobe's guides print codes like these. */
const SAMPLE_CODE =
  /^(?:M\.R3_BAY|OAAABAAAAiL9Kn2Z27Uub|AwABAAAAvPM1KaPlrEqd|0\.A{5,}|Qcb0Orv1zh30vL1MPRsbm)|(?:…|\.{3})$/;

/** What a token is asked for with, and what goes with it (RFC 6749 §4.1.3 and §6). */
export function correctGrant(draft: Draft, tell: Tell): Draft {
  if (draft.endpoint !== 'token') return draft;
  const spelled = correctSpelling(draft, tell);
  const grant = valueIn(spelled, 'grant_type');
  const refresh = fieldIn(spelled, 'refresh_token');
  if (grant === 'authorization_code' && refresh) {
    tell({ id: 'grant-for-refresh', found: `grant_type=${grant}`, correct: 'grant_type=refresh_token' });
    return withoutCode(withField(spelled, 'grant_type', 'refresh_token'), tell);
  }
  if (grant === 'refresh_token') return withoutCode(spelled, tell);
  return withoutSample(spelled, tell);
}

function correctSpelling(draft: Draft, tell: Tell): Draft {
  const grant = valueIn(draft, 'grant_type');
  if (grant === '' || GRANTS.includes(grant) || grant.startsWith('urn:')) return draft;
  const meant = closest(grant.replaceAll('-', '_'), GRANTS, 4) ?? grantOf(draft);
  if (meant === undefined || /[$<{%]/.test(grant)) return draft;
  tell({ id: 'grant-type', found: `grant_type=${grant}`, correct: `grant_type=${meant}` });
  return withField(draft, 'grant_type', meant);
}

/** What the other fields say it is. */
export function grantOf(draft: Draft): string | undefined {
  if (fieldIn(draft, 'refresh_token')) return 'refresh_token';
  if (fieldIn(draft, 'device_code')) return 'urn:ietf:params:oauth:grant-type:device_code';
  return fieldIn(draft, 'code') ? 'authorization_code' : undefined;
}

function withoutCode(draft: Draft, tell: Tell): Draft {
  if (!fieldIn(draft, 'code')) return draft;
  tell({ id: 'code-in-refresh', found: 'code=***', correct: undefined });
  // The redirect URI goes with the code (RFC 6749 §4.1.3); a refresh has none.
  return withField(withField(draft, 'code', undefined), 'redirect_uri', undefined);
}

function withoutSample(draft: Draft, tell: Tell): Draft {
  if (!SAMPLE_CODE.test(valueIn(draft, 'code'))) return draft;
  tell({
    id: 'sample-code',
    found: `code=${valueIn(draft, 'code').slice(0, 8)}…`,
    correct: 'code=<code>',
    fillIn: 'code',
  });
  return withField(draft, 'code', '<code>');
}
