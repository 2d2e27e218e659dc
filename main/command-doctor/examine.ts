import type { i18n } from 'i18next';
import type { CommandMistake, CommandReport } from '../../preload/contract/index.ts';
import { isSharedTenant } from '../../preload/contract/validate/index.ts';
import { redact } from '../explain/redact.ts';
import { compareCalls } from './compare.ts';
import type { Draft, Slip, Tell } from './draft.ts';
import { authorityOf } from './endpoints.ts';
import { encode } from './form.ts';
import { secretNames } from './parameters.ts';
import { correctAddress, correctTransport } from './rules/address.ts';
import { correctGrant } from './rules/grant.ts';
import { correctHeaders } from './rules/headers.ts';
import { correctNames, intendedName } from './rules/names.ts';
import { correctPlaceholders, isTemplate } from './rules/placeholders.ts';
import { correctRedirect } from './rules/redirect.ts';
import { correctRequired } from './rules/required.ts';
import { correctScopes } from './rules/scopes.ts';
import { correctSecrets, isLiteralSecret } from './rules/secrets.ts';
import { tenantOf } from './rules/tenant.ts';
import { readStatements } from './statements.ts';
import { writeDraft } from './write.ts';

/** Characters that are looked at; commands are not longer. */
const LIMIT = 50_000;
const MOST_MISTAKES = 60;
const SHOWN = 300;

/**
 * Finds the mistakes in pasted requests for an authorization code or a token, written as an address, for curl or for
 * PowerShell, and in the address a sign-in came back to. Linear in the text; it does not throw, whatever the text is.
 */
export function examineCommand(text: string, texts: i18n): CommandReport {
  const slips: Slip[] = [];
  const tell: Tell = (slip) => {
    if (slips.length < MOST_MISTAKES) slips.push(slip);
  };
  const drafts = readStatements(plain(text), tell);
  const [first] = drafts;
  if (!first) return { kind: 'none', mistakes: [], hints: [], corrected: null };
  const named = drafts.map((draft) => (draft.endpoint === 'answer' ? draft : correctNames(draft, tell)));
  const secrets = drafts.flatMap(secretsIn);
  const template = isTemplate(named);
  const single = named.map((draft) =>
    draft.endpoint === 'answer' ? correctAnswer(draft, tell) : correctOne(draft, template, tell),
  );
  const compared = compareCalls(single, tell);
  // Last, since until then their values tell which calls belong together.
  const requests = compared
    .filter(({ endpoint }) => endpoint !== 'answer')
    .map((draft) => correctSecrets(draft, tell));
  const words = (slip: Slip) => inWords(slip, texts, secrets);
  const corrected = requests.map(writeDraft).join('\n\n');
  return {
    kind: kindOf(first),
    mistakes: distinct(slips.map(words)),
    hints: distinct(hintsFor(compared).map(words)),
    corrected: slips.length > 0 && requests.length > 0 ? withoutSecrets(corrected, secrets) : null,
  };
}

/** Without what cannot be seen, prompts of a shell and fences of Markdown. */
function plain(text: string): string {
  return text
    .slice(0, LIMIT)
    .replace(/\r\n?/g, '\n')
    .replace(/[\u200b-\u200d\u2060\ufeff\0]/g, '')
    .replace(/^[ \t]{0,8}```[a-z]{0,12}[ \t]{0,8}$/gim, '')
    .replace(/^[ \t]{0,8}(?:[$>#]|PS [^\n>]{0,60}>)[ \t]+(?=curl|wget)/gim, '');
}

type Rule = (draft: Draft, tell: Tell) => Draft;

function correctOne(draft: Draft, template: boolean, tell: Tell): Draft {
  const address: readonly Rule[] = [(each) => correctPlaceholders(each, template, tell), correctAddress];
  const request: readonly Rule[] = [
    correctGrant,
    correctTransport,
    correctHeaders,
    correctRedirect,
    ...(draft.endpoint === 'admin-consent' ? [] : [correctScopes]),
    correctRequired,
  ];
  // An address by itself, as in a configuration: nothing was asked yet.
  const isBare = draft.style === 'address' && draft.fields.length === 0;
  return [...address, ...(isBare ? [] : request)].reduce((each, rule) => rule(each, tell), draft);
}

/** What came back is a fact; only a sign-in that cannot lead anywhere is a mistake. */
function correctAnswer(draft: Draft, tell: Tell): Draft {
  const code = draft.fields.find(({ name }) => name === 'code');
  if (code && code.value === '')
    tell({ id: 'code-empty', found: 'code=', correct: 'code=<code>', fillIn: 'code' });
  return draft;
}

function secretsIn(draft: Draft): readonly string[] {
  const fields = draft.fields
    .map((field) => ({ ...field, name: intendedName(field.name) }))
    .filter(
      (field) => isLiteralSecret(field) || (draft.endpoint === 'answer' && secretNames.includes(field.name)),
    );
  const [, ...user] = (draft.user ?? '').split(':');
  const session = draft.headers
    .filter((header) => /^(?:cookie|authorization)\b/i.test(header))
    .map((header) => header.replace(/^[\w-]+:?\s*(?:basic|bearer)?\s*/i, ''));
  return [...fields.map(({ value }) => value), user.join(':'), ...session].filter(
    (secret) => secret.length >= 4,
  );
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  return [...secrets]
    .sort((a, b) => b.length - a.length)
    .reduce((each, secret) => each.replaceAll(secret, '***').replaceAll(encode(secret), '***'), text);
}

function hintsFor(drafts: readonly Draft[]): Slip[] {
  const shared = drafts
    .filter(({ address, endpoint }) => endpoint !== 'answer' && authorityOf(address.host) === 'microsoft')
    .map(tenantOf)
    .find((tenant) => isSharedTenant(tenant) && tenant.toLowerCase() !== 'consumers');
  return shared === undefined
    ? []
    : [{ id: 'tenant-shared', found: shared, correct: '<tenant>', fillIn: 'tenant' }];
}

function inWords(
  { id, found, correct, fillIn, values = {} }: Slip,
  texts: i18n,
  secrets: readonly string[],
): CommandMistake {
  const masked = (value: string) => redact(value, secrets).slice(0, SHOWN);
  return {
    found: found === undefined ? texts.t('commandDoctor:missing', values) : masked(found),
    correct:
      fillIn !== undefined
        ? texts.t('commandDoctor:fillIn', {
            pattern: correct ?? '',
            what: texts.t(`commandDoctor:what.${fillIn}`),
          })
        : correct === undefined
          ? texts.t('commandDoctor:leaveOut')
          : masked(correct),
    why: texts.t(`commandDoctor:why.${id}`, values),
  };
}

function distinct(mistakes: readonly CommandMistake[]): CommandMistake[] {
  const seen = new Map(
    mistakes.map((mistake) => [`${mistake.found}\n${mistake.correct}\n${mistake.why}`, mistake]),
  );
  return [...seen.values()];
}

function kindOf({ endpoint }: Draft): CommandReport['kind'] {
  if (endpoint === 'answer') return 'redirect-result';
  return endpoint === 'authorize' || endpoint === 'admin-consent' ? 'authorize-url' : 'token-request';
}
