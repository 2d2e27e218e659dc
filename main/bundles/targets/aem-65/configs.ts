import { mailServicePid, oauthProviderPid } from '../../aem/pids.ts';
import { isoDay } from '../../calendar.ts';
import { felixConfig } from '../../osgi/felix-config.ts';
import type { OsgiProperty } from '../../osgi/properties.ts';
import { contentPackage } from '../../package/content-package.ts';
import { docView } from '../../package/doc-view.ts';
import type { BundleEntry } from '../../target.ts';
import type { Aem65Instance, Aem65Plan } from './plan.ts';

/** The content package for one instance, with both configurations as `sling:OsgiConfig`. */
export function configPackage(plan: Aem65Plan, instance: Aem65Instance): BundleEntry {
  const { configFolder, holdsSecret, input } = plan;
  const path = instance.paths.package;
  const config = (pid: string, properties: readonly OsgiProperty[], secret: boolean) => ({
    path: `${configFolder}/${pid}`,
    kind: 'node' as const,
    content: docView('sling:OsgiConfig', properties),
    secret,
  });
  return contentPackage(
    {
      name: path.replace(/^.*\/|\.zip$/g, ''),
      description: input.texts.t('bundleAem65:package', { instance: instance.address }),
      type: 'container',
      madeOn: isoDay(input.today),
      nodes: [
        config(mailServicePid, mailService(plan), false),
        config(oauthProviderPid, oauthProvider(plan, instance), holdsSecret),
      ],
    },
    path,
  );
}

/** The same two as `.config` files. */
export function felixConfigs(plan: Aem65Plan, instance: Aem65Instance): BundleEntry[] {
  const { mailService: service, oauthProvider: provider } = instance.paths;
  return [
    { path: service, content: felixConfig(mailService(plan)), secret: false },
    { path: provider, content: felixConfig(oauthProvider(plan, instance)), secret: plan.holdsSecret },
  ];
}

function mailService({ input, smtp, security }: Aem65Plan): OsgiProperty[] {
  const { address, signInAs } = input.account;
  return [
    ['smtp.host', smtp.host],
    ['smtp.port', smtp.port],
    // The account that consents; for a shared mailbox that is the delegate.
    ['smtp.user', signInAs ?? address],
    ['from.address', address],
    ['smtp.ssl', security === 'tls'],
    ['smtp.starttls', security === 'starttls'],
    ['smtp.requiretls', security === 'starttls'],
    // The dialogue it would write to the log has the access token in it.
    ['debug.email', false],
    ['oauth.flow', true],
  ];
}

function oauthProvider(plan: Aem65Plan, instance: Aem65Instance): OsgiProperty[] {
  const { account, connection } = plan.input;
  const { authorization, token } = connection.endpoints;
  return [
    ...(authorization ? ([['authUrl', authorization]] as const) : []),
    ['tokenUrl', token],
    ['clientId', account.clientId],
    ['clientSecret', plan.clientSecret],
    ['scopes', plan.scopes],
    ['authCodeRedirectUrl', instance.redirectUri],
    ['refreshUrl', token],
  ];
}
