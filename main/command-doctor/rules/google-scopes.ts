import { closest } from '../closeness.ts';
import { type Draft, fieldIn, type Tell, valueIn, withField } from '../draft.ts';

/** The one scope of SMTP, IMAP and POP3, https://developers.google.com/workspace/gmail/imap/xoauth2-protocol */
const MAIL = 'https://mail.google.com/';
const GMAIL_API = /^https:\/\/www\.googleapis\.com\/auth\/gmail\.(?!imap_admin)/;

/** Google's scopes, and the parameters that bring a refresh token with them. */
export function googleScopes(draft: Draft, scopes: readonly string[], tell: Tell): Draft {
  const corrected = [...new Set(scopes.flatMap((scope) => correctScope(scope, tell)))];
  const apis = corrected.filter((scope) => GMAIL_API.test(scope));
  if (apis.length > 0 && !corrected.includes(MAIL)) {
    tell({ id: 'google-scope-not-mail', found: apis.join(' '), correct: MAIL });
    corrected.splice(0, corrected.length, ...corrected.filter((scope) => !apis.includes(scope)), MAIL);
  }
  const scoped = scopes.length > 0 ? withField(draft, 'scope', corrected.join(' ')) : draft;
  return draft.endpoint === 'authorize' ? offline(scoped, tell) : scoped;
}

function correctScope(scope: string, tell: Tell): readonly string[] {
  const say = (id: string, correct: string) => {
    tell({ id, found: scope, correct });
    return [correct];
  };
  if (/^offline.?access$/i.test(scope)) {
    tell({ id: 'google-offline-access', found: scope, correct: 'access_type=offline' });
    return [];
  }
  if (scope === MAIL) return [scope];
  if (scope === MAIL.slice(0, -1)) return say('google-scope-slash', MAIL);
  if (closest(scope, [MAIL], 3) !== undefined) return say('scope-misspelt', MAIL);
  const single = scope.replace(/([^:/])\/{2,}/g, '$1/');
  return single === scope ? [scope] : say('google-double-slash', single);
}

/** A web app gets a refresh token only so, and after the first time only with consent. */
function offline(draft: Draft, tell: Tell): Draft {
  const type = valueIn(draft, 'access_type');
  if (fieldIn(draft, 'prompt') && fieldIn(draft, 'approval_prompt')) {
    tell({
      id: 'approval-prompt',
      found: `approval_prompt=${valueIn(draft, 'approval_prompt')}`,
      correct: undefined,
    });
    return offline(withField(draft, 'approval_prompt', undefined), tell);
  }
  if (type === 'offline' || /^[$%]/.test(type)) return draft;
  const name = 'access_type';
  tell({
    id: 'access-type-missing',
    found: type === '' ? undefined : `${name}=${type}`,
    correct: `${name}=offline`,
    values: { name },
  });
  const asked = withField(draft, name, 'offline');
  return fieldIn(draft, 'prompt') || fieldIn(draft, 'approval_prompt')
    ? asked
    : withField(asked, 'prompt', 'consent');
}
