import type { BundleContent, BundleEntry, BundleInput, Target } from '../target.ts';
import { readme } from './forms-jee/readme.ts';
import { secretsFile } from './forms-jee/secrets-file.ts';
import { warnings } from './forms-jee/warnings.ts';

/**
 * AEM Forms on JEE: a sheet of values and a list to tick off, since nothing there imports a file. The secrets are in a
 * file of their own, and only where they were asked for.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-manager-65/content/forms/administrator-help/oauth2-support-for-mail-service
 */
export const formsJee: Target = {
  id: 'forms-jee',
  title: (texts) => texts.t('bundles:targets.forms-jee'),
  group: 'aem',
  build,
};

function build(input: BundleInput): BundleContent {
  const found = warnings(input);
  const secrets = secretsFile(input);
  const steps: BundleEntry = { path: 'README.md', content: readme(input, secrets, found), secret: false };
  return { files: secrets ? [steps, secrets] : [steps], warnings: found };
}
