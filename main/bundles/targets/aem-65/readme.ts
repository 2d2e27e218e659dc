import { mailServicePid, oauthProviderPid } from '../../aem/pids.ts';
import { templateContents, templatesSection } from '../../aem/templates-section.ts';
import { longDate } from '../../calendar.ts';
import { bullets, code, page, table } from '../../markdown.ts';
import type { Aem65Plan } from './plan.ts';

/** Off by default; without them the authorise link is not served. */
const components = [
  'com.day.cq.mailer.oauth.servlets.handler.OAuthCodeGenerateServlet',
  'com.day.cq.mailer.oauth.servlets.handler.OAuthCodeAccessTokenGenerator',
];

/** The steps from this bundle to AEM 6.5 sending mail, in order, with the account's own values filled in. */
export function readme(plan: Aem65Plan, warnings: readonly string[]): string {
  const t = readmeTexts(plan);
  return page([
    `# ${t('title')}`,
    t('intro'),
    ...(warnings.length > 0 ? [`## ${t('warnings')}`, bullets(warnings)] : []),
    ...contents(plan, t),
    ...values(plan, t),
    ...steps(plan, t),
    ...templatesSection(plan.templates, plan.input, 8, 'package'),
  ]);
}

type Texts = (key: string) => string;

/** Texts of the README; every value of the account is at hand in all of them. */
function readmeTexts({ input, smtp, configFolder }: Aem65Plan): Texts {
  const { texts, account } = input;
  const t = texts.getFixedT(null, 'bundleAem65', 'readme');
  const known = {
    address: code(account.address),
    date: longDate(input.today, texts.language),
    server: code(`${smtp.host}:${smtp.port}`),
    configFolder: code(configFolder),
    mailServicePid: code(mailServicePid),
    oauthProviderPid: code(oauthProviderPid),
    secretExpires: longDate(new Date(account.secretExpiresOn ?? input.today), texts.language),
  };
  return (key) => t(key, known);
}

function contents(plan: Aem65Plan, t: Texts): string[] {
  const secret = t(plan.holdsSecret ? 'contents.yes' : 'contents.notYet');
  const rows = plan.instances.flatMap(({ address, paths }) => [
    [code(paths.package), `${t('contents.package')} ${code(address)}`, secret],
    [code(paths.mailService), t('contents.mailService'), t('contents.no')],
    [code(paths.oauthProvider), t('contents.oauthProvider'), secret],
  ]);
  const templates = templateContents(plan.templates, plan.input, 'package');
  return [
    `## ${t('contents.title')}`,
    table(
      [t('contents.file'), t('contents.purpose'), t('contents.secret')],
      [
        [code('README.md'), t('contents.readme'), t('contents.no')],
        ...rows,
        ...templates.map((row) => [...row, t('contents.no')]),
      ],
    ),
    t(plan.holdsSecret ? 'contents.keepSecret' : 'contents.noSecretYet'),
  ];
}

function values({ input, smtp, scopes }: Aem65Plan, t: Texts): string[] {
  const { account, connection } = input;
  const { authorization, token } = connection.endpoints;
  const row = (key: string, value: string) => [t(`values.${key}`), code(value)];
  return [
    `## ${t('values.title')}`,
    table(
      [t('values.name'), t('values.value')],
      [
        row('address', account.address),
        row('server', `${smtp.host}:${smtp.port}`),
        [t('values.encryption'), t(`values.${smtp.security}`)],
        row('clientId', account.clientId),
        ...(account.tenant ? [row('tenant', account.tenant)] : []),
        ...(authorization ? [row('authorization', authorization)] : []),
        row('token', token),
        [t('values.scopes'), scopes.map(code).join(' ')],
      ],
    ),
  ];
}

function steps(plan: Aem65Plan, t: Texts): string[] {
  const { instances, holdsSecret, input } = plan;
  const expiry = input.account.secretExpiresOn
    ? 'keepWorking.clientSecret'
    : 'keepWorking.clientSecretUnknown';
  const eachInstance = (value: (instance: (typeof instances)[number]) => string) =>
    bullets(instances.map((instance) => code(value(instance))));
  return [
    `## ${t('register.title')}`,
    t('register.text'),
    eachInstance(({ redirectUri }) => redirectUri),
    t('register.rules'),
    `## ${t('install.title')}`,
    t('install.package'),
    t('install.files'),
    t('install.existing'),
    `## ${t('secret.title')}`,
    t(holdsSecret ? 'secret.included' : 'secret.enter'),
    t('secret.encrypt'),
    `## ${t('components.title')}`,
    t('components.text'),
    bullets(components.map(code)),
    eachInstance(({ address }) => `${address}/system/console/components`),
    `## ${t('authorise.title')}`,
    t('authorise.text'),
    eachInstance(({ authoriseUrl }) => authoriseUrl),
    t('authorise.token'),
    eachInstance(({ tokenUrl }) => tokenUrl),
    `## ${t('verify.title')}`,
    bullets([t('verify.send'), t('verify.log'), t('verify.trouble')]),
    `## ${t('keepWorking.title')}`,
    bullets([t('keepWorking.edit'), t('keepWorking.reinstall'), t('keepWorking.token'), t(expiry)]),
  ];
}
