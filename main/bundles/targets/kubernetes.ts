import { applicationTarget } from '../application/application.ts';
import { environment } from '../application/environment.ts';
import type { ApplicationPlan } from '../application/plan.ts';
import { yamlString } from '../quoting/yaml.ts';

/**
 * A Kubernetes Secret whose keys are environment variables. The values stand in `stringData`, which takes them as they
 * are; `data` would want base64.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/secret/
 */
export const kubernetes = applicationTarget({
  id: 'kubernetes',
  tokens: 'refresh',
  needs: ['smtp'],
  files: (plan) => [
    { path: 'secret.yaml', content: manifest(plan), purpose: 'kubernetes.file', forSecrets: true },
  ],
  steps: (plan) => [
    // Applied on the server, since the client would keep a copy of the values in an annotation.
    {
      key: 'kubernetes.apply',
      code: { language: 'sh', text: 'kubectl apply --server-side -f secret.yaml' },
      after: true,
    },
    { key: 'kubernetes.refer', code: { language: 'yaml', text: reference(secretName(plan)) }, after: true },
    { key: 'steps.use' },
  ],
});

function manifest(plan: ApplicationPlan): string {
  return `apiVersion: v1
kind: Secret
metadata:
  name: ${yamlString(secretName(plan))}
type: Opaque
stringData:
${environment(plan)
  .map(([name, value]) => `  ${name}: ${yamlString(value)}\n`)
  .join('')}`;
}

function reference(name: string): string {
  return `containers:
  - name: my-application
    envFrom:
      - secretRef:
          name: ${name}`;
}

/** What the address leaves of itself in a DNS label (RFC 1123): small letters, digits and inner hyphens, 63 at most. */
function secretName({ input }: ApplicationPlan): string {
  const words = `postkey ${input.account.address}`.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return words.slice(0, 63).replace(/-$/, '');
}
