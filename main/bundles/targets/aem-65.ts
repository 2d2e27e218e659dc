import { applicationTemplates, contentTemplates } from '../aem/templates.ts';
import type { BundleContent, BundleEntry, BundleInput, Target } from '../target.ts';
import { configPackage, felixConfigs } from './aem-65/configs.ts';
import { planAem65 } from './aem-65/plan.ts';
import { readme } from './aem-65/readme.ts';
import { warnings } from './aem-65/warnings.ts';

/**
 * AEM 6.5: for each instance the two OSGi configurations, as a content package for Package Manager and as `.config`
 * files. No refresh token is among them: every instance asks for access by itself.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-manager-65/content/sites/administering/operations/notification
 */
export const aem65: Target = {
  id: 'aem-65',
  title: (texts) => texts.t('bundles:targets.aem-65'),
  group: 'aem',
  options: ['appFolder', 'instances'],
  takesTemplates: true,
  build,
};

function build(input: BundleInput): BundleContent {
  const plan = planAem65(input);
  const found = warnings(plan);
  const steps: BundleEntry = { path: 'README.md', content: readme(plan, found), secret: false };
  const instances = plan.instances.flatMap((instance) => [
    configPackage(plan, instance),
    ...felixConfigs(plan, instance),
  ]);
  const templates = [
    ...applicationTemplates(plan.templates, input),
    ...contentTemplates(plan.templates, input),
  ];
  return { files: [steps, ...instances, ...templates], warnings: found };
}
