import { applicationTarget } from '../application/application.ts';
import { environment } from '../application/environment.ts';
import { dotenv as dotenvFile, readsTheSame } from '../quoting/dotenv.ts';

/**
 * Environment variables in a `.env` file, for applications that refresh by themselves.
 *
 * @see https://github.com/motdotla/dotenv
 */
export const dotenv = applicationTarget({
  id: 'dotenv',
  tokens: 'refresh',
  needs: ['smtp'],
  files: (plan) => [
    { path: '.env', content: dotenvFile(environment(plan)), purpose: 'dotenv.file', forSecrets: true },
  ],
  steps: () => [{ key: 'dotenv.load' }, { key: 'steps.use' }],
  warnings: (plan) =>
    environment(plan)
      .filter(([, value]) => !readsTheSame(value))
      .map(([name]) => plan.input.texts.t('bundleTargets:dotenv.shellOnly', { name })),
});
