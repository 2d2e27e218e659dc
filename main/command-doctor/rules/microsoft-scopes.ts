import {
  appPermissions,
  type Cloud,
  fitsCloud,
  mailPermission,
  mailPermissions,
  outlookScope,
  readMicrosoftScope,
} from '../../../preload/contract/validate/index.ts';
import { closest } from '../closeness.ts';
import { type Draft, type Tell, valueIn } from '../draft.ts';

const OIDC: readonly string[] = ['openid', 'profile', 'email', 'offline_access'];
const OUTLOOK: readonly string[] = [
  'https://outlook.office.com',
  'https://outlook.office365.com',
  'https://outlook.office365.us',
  'https://partner.outlook.cn',
];
/** Of Outlook or Graph, of no use for SMTP, IMAP or POP3. */
const NOT_MAIL = /^(?:User\.|Mail\.|Mail[A-Z]|Calendars|Contacts|Files\.|Directory\.|People\.|Group\.)/i;

/**
 * Mail permissions in Outlook's full form, each mistake told once.
 * https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth
 */
export function microsoftScopes(draft: Draft, scopes: readonly string[], tell: Tell): readonly string[] {
  const cloud = cloudOf(draft.address.host);
  const grant = valueIn(draft, 'grant_type');
  if (grant === 'client_credentials') return appOnly(scopes, cloud, tell);
  const corrected = [...new Set(scopes.flatMap((scope) => correctScope(scope, cloud, tell)))];
  const hadResource = scopes.some((scope) => readMicrosoftScope(scope).resource !== 'oidc');
  if (hadResource && corrected.every((scope) => OIDC.includes(scope))) {
    const mail = outlookScope('SMTP.Send', cloud);
    tell({ id: 'scope-no-mail', found: undefined, correct: mail, values: { name: mail } });
    corrected.unshift(mail);
  }
  const isToken = draft.endpoint === 'token' || draft.endpoint === 'device';
  if (isToken && resourcesOf(scopes).size > 1)
    tell({ id: 'scope-mixed', found: scopes.join(' '), correct: corrected.join(' ') });
  if (grant !== 'refresh_token' && !corrected.includes('offline_access')) {
    const name = 'offline_access';
    tell({ id: 'offline-access-missing', found: undefined, correct: name, values: { name } });
    corrected.push(name);
  }
  return corrected;
}

function cloudOf(host: string): Cloud {
  return host.endsWith('.us') ? 'us' : host.endsWith('.cn') ? 'china' : 'worldwide';
}

function resourcesOf(scopes: readonly string[]): ReadonlySet<string> {
  const asked = scopes.map(readMicrosoftScope).filter(({ resource, permission }) => {
    return resource !== 'oidc' && closest(permission, OIDC, 2) === undefined;
  });
  return new Set(asked.map(({ resource, host }) => (resource === 'other' ? host : resource)));
}

/** The scope to write in its place; none where it is to be left out. */
function correctScope(scope: string, cloud: Cloud, tell: Tell): readonly string[] {
  const read = readMicrosoftScope(scope);
  if (read.resource === 'oidc') return [scope.toLowerCase()];
  const say = (id: string, correct: string | undefined) => {
    tell({ id, found: scope, correct });
    return correct === undefined ? [] : [correct];
  };
  const oidc = read.host === '' ? closest(scope, OIDC, 2) : undefined;
  if (oidc !== undefined) return say('scope-misspelt', oidc);
  const permission = intendedPermission(read.permission);
  const isOurs = read.resource === 'outlook' || closest(read.host, OUTLOOK, 3) !== undefined;
  if (appPermissions.some((known) => known.toLowerCase() === read.permission.toLowerCase()))
    return say('scope-app-only', outlookScope(appToDelegated(read.permission), cloud));
  if (permission !== undefined) {
    const correct = outlookScope(permission, cloud);
    if (scope.toLowerCase() === correct.toLowerCase()) return [scope];
    if (permission.toLowerCase() !== read.permission.toLowerCase()) return say('scope-misspelt', correct);
    if (read.resource === 'graph') return say(read.host === '' ? 'scope-bare' : 'scope-graph', correct);
    if (read.resource !== 'outlook') return say('scope-misspelt', correct);
    if (scope.toLowerCase() !== `${read.host}/${permission}`.toLowerCase())
      return say('scope-misspelt', correct);
    return say(
      cloud === 'worldwide' && read.host.endsWith('365.com') ? 'scope-host' : 'scope-cloud',
      correct,
    );
  }
  if (read.permission === '.default') {
    if (read.resource === 'graph') return say('scope-graph', outlookScope('SMTP.Send', cloud));
    if (read.resource === 'outlook' && !fitsCloud(read, cloud))
      return say('scope-cloud', outlookScope('.default', cloud));
    return [scope];
  }
  if (read.resource === 'graph' || (isOurs && NOT_MAIL.test(read.permission)))
    return say('scope-not-mail', undefined);
  return [scope];
}

/** Also cut off or misspelt. */
function intendedPermission(permission: string): string | undefined {
  const known = mailPermission(permission);
  if (known !== undefined || NOT_MAIL.test(permission)) return known;
  const stem = permission.replace(/[;,.]+$/, '').toLowerCase();
  const cutOff =
    stem.length >= 8 ? mailPermissions.find((each) => each.toLowerCase().startsWith(stem)) : undefined;
  return cutOff ?? closest(stem, mailPermissions, 2);
}

function appToDelegated(permission: string): string {
  const [protocol = ''] = permission.split('.');
  return mailPermissions.find((each) => each.toLowerCase().startsWith(protocol.toLowerCase())) ?? 'SMTP.Send';
}

/** An app by itself asks for all it was granted (`/.default`), and gets no refresh token. */
function appOnly(scopes: readonly string[], cloud: Cloud, tell: Tell): readonly string[] {
  const correct = outlookScope('.default', cloud);
  const [only = ''] = scopes;
  const read = readMicrosoftScope(only);
  const isRight = scopes.length === 1 && read.permission === '.default' && read.resource !== 'graph';
  if (isRight) return scopes;
  tell({ id: 'scope-client-credentials', found: scopes.join(' '), correct });
  return [correct];
}
