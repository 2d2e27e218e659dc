import type { AemCloudPlan } from './plan.ts';

/**
 * The body of Cloud Manager's `PUT …/advancedNetworking`. AEM reaches `name:portDest` as `AEM_PROXY_HOST:portOrig`.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-manager-cloud-service/content/security/configuring-advanced-networking
 */
export function portForwardsJson(plan: AemCloudPlan): string {
  const forward = { name: plan.smtp.host, portDest: plan.smtp.port, portOrig: plan.portOrig };
  return `${JSON.stringify({ portForwards: [forward] }, null, 2)}\n`;
}

/** Cloud Manager takes 30000 to 30999; the last digits tell which port it leads to (587 → 30587). */
export function defaultPortOrig(portDest: number): number {
  return 30000 + (portDest % 1000);
}
