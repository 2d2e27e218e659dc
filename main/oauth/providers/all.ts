import type { Authorities } from './authorities.ts';
import { custom } from './custom.ts';
import { google, googleServiceAccount } from './google.ts';
import { listedProvider } from './listed.ts';
import { microsoftProviders } from './microsoft.ts';
import { otherProviders } from './other-providers.ts';
import { type PracticeWhereabouts, practiceProvider } from './practice.ts';
import type { Provider } from './provider.ts';

/**
 * Every provider there is, in the order in which they are offered.
 *
 * @param findPractice where practice runs @throws Failure `PRACTICE_NOT_RUNNING`
 * @param authorities servers that stand in for those of the providers
 */
export function allProviders(
  findPractice: () => Promise<PracticeWhereabouts>,
  authorities: Authorities,
): readonly Provider[] {
  const listed = [...microsoftProviders(), google, googleServiceAccount, ...otherProviders];
  return [
    practiceProvider(findPractice),
    ...listed.map((provider) => listedProvider(provider, authorities)),
    custom,
  ];
}
