import type { ParseArgsConfig } from 'node:util';
import { z } from 'zod';
import {
  BulkDefaults,
  type BulkRow,
  Grant,
  IsoDate,
  MailSecurity,
  NewAccount,
  Purpose,
} from '../../../preload/contract/index.ts';
import { type Context, defineCommand, type ExitStatus, UsageError, type Values } from '../command.ts';
import { readAll, readSecret, readTextFile } from '../inputs.ts';
import { createReadValue, type ReadValue } from '../read-value.ts';
import { warn } from '../warn.ts';

const options = {
  provider: { type: 'string' },
  address: { type: 'string' },
  label: { type: 'string' },
  purpose: { type: 'string' },
  grant: { type: 'string' },
  'client-id': { type: 'string' },
  'client-secret-file': { type: 'string' },
  'service-account-file': { type: 'string' },
  tenant: { type: 'string' },
  'sign-in-as': { type: 'string' },
  csv: { type: 'string' },
  'secret-expires': { type: 'string' },
  set: { type: 'string', multiple: true },
} satisfies ParseArgsConfig['options'];

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const server = z.string().transform((text, context) => {
  const [, host = '', port = '', security = ''] = /^(.+):(\d+):([a-z]+)$/.exec(text) ?? [];
  const parsed = MailSecurity.safeParse(security);
  if (parsed.success)
    return { host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port), security: parsed.data };
  context.addIssue('host:port:tls|starttls|none');
  return z.NEVER;
});

/** The keys of `--set`. */
const Settable = z.strictObject({
  issuer: z.url().optional(),
  authorizationEndpoint: z.url().optional(),
  tokenEndpoint: z.url().optional(),
  deviceAuthorizationEndpoint: z.url().optional(),
  revocationEndpoint: z.url().optional(),
  clientAuthentication: z.enum(['basic', 'post']).optional(),
  scopes: z
    .string()
    .transform((text) => text.split(/\s+/).filter(Boolean))
    .optional(),
  redirectUri: z.url().optional(),
  publicClient: flag.optional(),
  inTesting: flag.optional(),
  imap: server.optional(),
  smtp: server.optional(),
  pop3: server.optional(),
  ca: z.string().optional(),
  loginHint: z.string().optional(),
  proxy: z.string().optional(),
});
type Settable = z.infer<typeof Settable>;

export const add = defineCommand({
  options,
  words: { least: 0, most: 0 },
  async run(context, _, values) {
    const { services, output, stdin } = context;
    if (values.csv !== undefined) return addMany(context, values.csv, values);
    for (const name of ['provider', 'address'] as const) {
      if (!values[name])
        throw new UsageError(output.texts.t('cli:usage.missingOption', { option: `--${name}` }));
    }
    const read = createReadValue(output.texts);
    const set = read(Settable, pairs(values.set ?? [], output.texts.t('cli:usage.set')), 'set ');
    const secretFile = values['client-secret-file'];
    const keyFile = values['service-account-file'];
    const draft = read(NewAccount, {
      ...draftOf(values, read),
      ...endpointsOf(set),
      scopes: set.scopes,
      redirectUri: set.redirectUri,
      publicClient: set.publicClient,
      inTesting: set.inTesting,
      loginHint: set.loginHint,
      proxy: set.proxy,
      mail: { imap: set.imap, smtp: set.smtp, pop3: set.pop3 },
      ca: set.ca === undefined ? undefined : await readTextFile(set.ca),
      clientSecret: secretFile === undefined ? undefined : await readSecret(secretFile, stdin),
      serviceAccountKey: keyFile === undefined ? undefined : await readSecret(keyFile, stdin),
    });
    const account = await services.onboarding.add(draft);
    for (const finding of await services.onboarding.warnings(account)) warn(finding, output);
    const { id } = account;
    output.result({ id }, id);
    return 0;
  },
});

/** A list of mailboxes: the options say what is the same for all rows. What is there already is skipped. */
async function addMany(
  { services, output, stdin, signal }: Context,
  file: string,
  values: Values<typeof options>,
): Promise<ExitStatus> {
  const csv = file === '-' ? await readAll(stdin) : await readTextFile(file);
  const read = createReadValue(output.texts);
  const { address: _, label: __, signInAs: ___, ...given } = draftOf(values, read);
  const defaults = read(BulkDefaults, given);
  const secretFile = values['client-secret-file'];
  const clientSecret = secretFile === undefined ? undefined : await readSecret(secretFile, stdin);
  const rows = await services.bulk.read(csv, defaults);
  const added: object[] = [];
  const isThere = ({ problems }: BulkRow) =>
    problems.length > 0 && problems.every(({ id }) => id === 'exists');
  const skipped = rows.filter(isThere).map(({ line, address }) => ({ line, address }));
  const failed: object[] = rows
    .filter((row) => row.problems.length > 0 && !isThere(row))
    .map(({ line, address, problems }) => ({ line, address, code: 'INVALID_INPUT', problems }));
  for await (const { event, line, address, ...outcome } of services.bulk.add(
    csv,
    defaults,
    clientSecret,
    signal,
  )) {
    if ('account' in outcome) added.push({ id: outcome.account, line, address });
    else failed.push({ line, address, code: outcome.code });
    output.event({ event, line, address });
  }
  const counts = { added: added.length, there: skipped.length, failed: failed.length };
  output.result({ added, skipped, failed }, output.texts.t('cli:add.many', counts));
  return failed.length > 0 ? 1 : 0;
}

function draftOf(values: Values<typeof options>, read: ReadValue): Record<string, unknown> {
  return {
    provider: values.provider,
    address: values.address,
    label: values.label,
    purpose: values.purpose === undefined ? undefined : read(Purpose, values.purpose, '--purpose '),
    grant: values.grant === undefined ? undefined : read(Grant, values.grant, '--grant '),
    clientId: values['client-id'],
    tenant: values.tenant,
    signInAs: values['sign-in-as'],
    secretExpiresOn:
      values['secret-expires'] === undefined
        ? undefined
        : read(IsoDate, values['secret-expires'], '--secret-expires '),
  };
}

function endpointsOf(set: Settable): Record<string, unknown> {
  const given = {
    authorization: set.authorizationEndpoint,
    token: set.tokenEndpoint,
    deviceAuthorization: set.deviceAuthorizationEndpoint,
    revocation: set.revocationEndpoint,
    clientAuthentication: set.clientAuthentication,
  };
  const endpoints = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { issuer: set.issuer, ...(Object.keys(endpoints).length > 0 ? { endpoints } : {}) };
}

function pairs(items: readonly string[], hint: string): Record<string, string> {
  const entries = items.map((item): [string, string] => {
    const at = item.indexOf('=');
    if (at < 1) throw new UsageError(hint);
    return [item.slice(0, at), item.slice(at + 1)];
  });
  return Object.fromEntries(entries);
}
