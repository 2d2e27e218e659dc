import type { i18n } from 'i18next';
import { AemInstance, type BundleOptions, SecretsChoice, TargetId } from '../../../preload/contract/index.ts';
import { buildBundle, listTargets } from '../../bundles/bundles.ts';
import type { BundleRequest } from '../../bundles/export.ts';
import { handoverBundle } from '../../bundles/handover/vault.ts';
import type { Bundle, BundleInput } from '../../bundles/target.ts';
import { writeBundle } from '../../bundles/write.ts';
import type { Services } from '../../services.ts';
import { type Context, defineCommand, type ExitStatus, UsageError, type Values } from '../command.ts';
import { readSecret } from '../inputs.ts';

const options = {
  target: { type: 'string' },
  account: { type: 'string' },
  templates: { type: 'string' },
  instance: { type: 'string', multiple: true },
  out: { type: 'string' },
  secrets: { type: 'string' },
  'passphrase-file': { type: 'string' },
} as const;

type Asked = Values<typeof options>;

export const exportBundle = defineCommand({
  options,
  words: { least: 0, most: 0 },
  run: async (context, _, values) =>
    values.target === 'list' ? list(context) : await write(context, values),
});

function list({ output }: Context): ExitStatus {
  const targets = listTargets(output.texts).map(({ id, title }) => ({ id, title }));
  output.result(targets, targets.map(({ id, title }) => `${id}  ${title}`).join('\n'));
  return 0;
}

async function write({ services, output, stdin }: Context, values: Asked): Promise<ExitStatus> {
  const { texts } = output;
  const { account, out, 'passphrase-file': passphraseFile } = values;
  const request = requested(values, texts);
  if (!account) requireHandover(request, passphraseFile, texts);
  if (!out) throw new UsageError(texts.t('cli:usage.missingOption', { option: '--out' }));
  const passphrase = passphraseFile === undefined ? undefined : await readSecret(passphraseFile, stdin);
  const bundle = account
    ? buildBundle(request.target, await services.bundleInput(services.accounts.find(account), request))
    : await handover(services, request, texts);
  if (passphrase === undefined && bundle.files.some(({ secret }) => secret))
    output.note('secrets-in-the-clear', texts.t('cli:export.inTheClear', { out }));
  const { files, path } = await writeBundle(bundle, out, passphrase === undefined ? {} : { passphrase });
  for (const warning of bundle.warnings) output.note('warning', warning);
  output.result(
    { files, warnings: bundle.warnings },
    texts.t('cli:export.done', { path, count: files.length }),
  );
  return 0;
}

function requested(values: Asked, texts: i18n): BundleRequest {
  const target = TargetId.safeParse(values.target);
  const secrets = SecretsChoice.safeParse(values.secrets ?? 'placeholder');
  if (!target.success)
    throw new UsageError(texts.t('cli:usage.target', { targets: TargetId.options.join(', ') }));
  if (!secrets.success) throw new UsageError(texts.t('cli:usage.secrets'));
  return {
    target: target.data,
    secrets: secrets.data,
    options: instancesOf(values, texts),
    templates: values.templates === undefined ? [] : { folder: values.templates },
  };
}

function instancesOf({ instance = [] }: Asked, texts: i18n): BundleOptions {
  if (instance.length === 0) return {};
  const instances = instance.map((address) => AemInstance.safeParse(address.replace(/\/$/, '')).data);
  const known = instances.filter((address) => address !== undefined);
  if (known.length < instances.length) throw new UsageError(texts.t('cli:usage.instance'));
  return { instances: known };
}

/** Without an account it is all of them, for another Postkey. @throws UsageError */
function requireHandover(
  { target, secrets }: BundleRequest,
  passphraseFile: string | undefined,
  texts: i18n,
) {
  if (target !== 'json') throw new UsageError(texts.t('cli:usage.accountLeftOut'));
  if (secrets === 'include' && passphraseFile === undefined)
    throw new UsageError(texts.t('cli:usage.allSealed'));
}

async function handover(services: Services, request: BundleRequest, texts: i18n): Promise<Bundle> {
  const inputs: BundleInput[] = [];
  const leftOut: string[] = [];
  for (const account of services.accounts.list()) {
    // Practice is of this machine alone.
    if (account.provider === 'practice') leftOut.push(account.address);
    else inputs.push(await services.bundleInput(account, request));
  }
  return handoverBundle(inputs, leftOut, texts, new Date());
}
