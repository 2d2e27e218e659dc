import type { Account } from '../../preload/contract/index.ts';
import type { Finding, FindingId, ProviderRules } from '../../preload/contract/validate/index.ts';
import { Failure } from '../explain/failure.ts';
import { preflight } from './preflight.ts';
import type { Provider } from './providers/provider.ts';
import { signsInByItself } from './renewal.ts';

/** What a sign-in is going to meet. */
export interface Foresight {
  /** It cannot succeed as it is. */
  readonly certain: readonly Finding[];
  /** It may fail, or fall short of what is wanted. */
  readonly possible: readonly Finding[];
}

export type Foreseen = Omit<Account, 'id' | 'createdAt'>;

/** What can be told of an account's sign-in before the provider is asked. */
export function foresee(provider: Provider, account: Foreseen, clientSecret: string | undefined): Foresight {
  const { summary } = provider;
  const { grant, purpose, clientId, tenant, scopes } = account;
  if (summary.family === 'practice') return { certain: [], possible: [] };
  const microsoft = summary.family === 'microsoft';
  const platform = summary.registrations[purpose].platform;
  const findings = preflight({
    rules: rulesOf(summary.family),
    grant,
    cloud: summary.cloud,
    tenant,
    clientId,
    clientSecret,
    // What Postkey advises for this purpose; what is registered may be right as well, and is not known.
    platform: microsoft && purpose !== 'other' && platform !== null ? platform : undefined,
    redirectUri: provider.redirectUri(account),
    scopes,
    personal: summary.id === 'microsoft-personal',
  });
  const sure = (finding: Finding) => isCertain(finding, signsInByItself(grant));
  return { certain: findings.filter(sure), possible: findings.filter((finding) => !sure(finding)) };
}

/** @param wordsOf a finding in the admin's language @throws Failure `INVALID_INPUT` with the provider's error */
export async function requirePossible(
  { certain: [finding] }: Foresight,
  wordsOf: (finding: Finding) => Promise<string>,
): Promise<void> {
  if (!finding) return;
  const { field, id, predicts = '' } = finding;
  throw new Failure('INVALID_INPUT', {
    where: 'command',
    evidence: `POSTKEY_INVALID_INPUT ${field} ${id} ${predicts}`.trim(),
    context: { field, reason: await wordsOf(finding) },
  });
}

/** Where the redirect URI is registered is a guess; a token is asked for one resource, whatever was agreed to. */
const guesses: readonly FindingId[] = ['secret-forbidden', 'scopes-mixed'];

/** An error that the provider has a name for comes for sure; others only leave something out. */
function isCertain({ id, severity, predicts }: Finding, alone: boolean): boolean {
  if (severity !== 'error' || guesses.includes(id)) return false;
  // Only an app that signs in by itself has no other way than with its secret.
  if (id === 'secret-missing') return alone;
  return predicts !== undefined || id === 'secret-characters';
}

function rulesOf(family: Provider['summary']['family']): ProviderRules {
  return family === 'microsoft' || family === 'google' ? family : 'other';
}
