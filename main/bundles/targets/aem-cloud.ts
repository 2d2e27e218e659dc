import type { BundleContent, BundleEntry, BundleInput, Target } from '../target.ts';
import { mailServiceConfig, oauthProviderConfig } from './aem-cloud/osgi-configs.ts';
import { type AemCloudPlan, planAemCloud } from './aem-cloud/plan.ts';
import { portForwardsJson } from './aem-cloud/port-forwards.ts';
import { readme } from './aem-cloud/readme.ts';
import { setVariablesScript } from './aem-cloud/set-variables-script.ts';
import { holdsSecret, variablesJson } from './aem-cloud/variables.ts';
import { warnings } from './aem-cloud/warnings.ts';

/**
 * AEM as a Cloud Service: the two OSGi configurations for the project's Git repository, and, kept out of Git, what
 * Cloud Manager needs: the secrets and the port forward to the mail server.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-manager-cloud-service/content/security/oauth2-support-for-mail-service
 */
export const aemCloud: Target = {
  id: 'aem-cloud',
  title: (texts) => texts.t('bundles:targets.aem-cloud'),
  build,
};

function build(input: BundleInput): BundleContent {
  const plan = planAemCloud(input);
  const found = warnings(plan);
  return { files: [open(plan.paths.readme, readme(plan, found)), ...payload(plan)], warnings: found };
}

function payload(plan: AemCloudPlan): BundleEntry[] {
  return [
    open(plan.paths.mailService, mailServiceConfig(plan)),
    open(plan.paths.oauthProvider, oauthProviderConfig(plan)),
    open(plan.paths.portForwards, portForwardsJson(plan)),
    {
      path: plan.paths.variables,
      content: variablesJson(plan.variables),
      secret: plan.variables.some(holdsSecret),
    },
    open(plan.paths.setVariables, setVariablesScript(plan)),
  ];
}

function open(path: string, content: string): BundleEntry {
  return { path, content, secret: false };
}
