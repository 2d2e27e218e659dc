import type { CarriedTemplate } from '../../templates/carry.ts';
import { contentTemplates } from '../aem/templates.ts';
import { platformPath } from '../package/platform-path.ts';
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
  group: 'aem',
  options: ['appFolder', 'runMode', 'portOrig'],
  takesTemplates: true,
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
    ...plan.templates.application.map(sourceFile),
    ...contentTemplates(plan.templates, plan.input),
  ];
}

/** What lies below `/apps` is deployed with the project. */
function sourceFile({ path, bytes }: CarriedTemplate): BundleEntry {
  return { path: `ui.apps/src/main/content/jcr_root${platformPath(path)}`, content: bytes, secret: false };
}

function open(path: string, content: string): BundleEntry {
  return { path, content, secret: false };
}
