import { applicationTarget } from '../application/application.ts';
import type { ApplicationPlan } from '../application/plan.ts';

/**
 * Options for Nodemailer's `createTransport`. It refreshes by itself, and asks Google's token endpoint where it is not
 * told another.
 *
 * @see https://nodemailer.com/smtp/oauth2
 */
export const nodemailer = applicationTarget({
  id: 'nodemailer',
  tokens: 'refresh',
  needs: ['smtp'],
  files: (plan) => [
    {
      path: 'nodemailer.json',
      content: `${JSON.stringify(options(plan), null, 2)}\n`,
      purpose: 'nodemailer.file',
      forSecrets: true,
    },
  ],
  steps: (plan) => [
    { key: 'nodemailer.use', code: { language: 'js', text: example(plan) }, after: true },
    { key: 'nodemailer.try', code: { language: 'sh', text: 'npm install nodemailer\nnode send.mjs' } },
  ],
});

function options(plan: ApplicationPlan) {
  const { smtp, input } = plan;
  const { account, connection } = input;
  return {
    host: smtp.host,
    port: smtp.port,
    secure: smtp.security === 'tls',
    requireTLS: smtp.security === 'starttls',
    ...(connection.ca ? { tls: { ca: connection.ca } } : {}),
    auth: {
      type: 'OAuth2',
      user: smtp.user,
      clientId: account.clientId,
      ...(plan.clientSecret ? { clientSecret: plan.clientSecret } : {}),
      refreshToken: plan.refreshToken,
      accessUrl: connection.endpoints.token,
      ...(plan.refreshScope ? { customParams: { scope: plan.refreshScope } } : {}),
    },
  };
}

function example({ input }: ApplicationPlan): string {
  const address = JSON.stringify(input.account.address);
  return `import { readFile } from 'node:fs/promises';
import { createTransport } from 'nodemailer';

const options = JSON.parse(await readFile('nodemailer.json', 'utf8'));
const transport = createTransport(options, { from: ${address} });
await transport.sendMail({ to: ${address}, subject: 'Test', text: 'Test' });
transport.close();`;
}
