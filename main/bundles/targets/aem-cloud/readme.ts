import { mailServicePid, oauthProviderPid } from '../../aem/pids.ts';
import { templateContents, templatesSection } from '../../aem/templates-section.ts';
import { longDate } from '../../calendar.ts';
import { bullets, code, codeBlock, page, table } from '../../markdown.ts';
import { isMicrosoft } from '../../microsoft.ts';
import type { AemCloudPlan } from './plan.ts';
import { cloudManagerApi, curl } from './set-variables-script.ts';
import { holdsSecret, isPlaceholder } from './variables.ts';

/** The steps from this bundle to AEM sending mail, in order, with the account's own values filled in. */
export function readme(plan: AemCloudPlan, warnings: readonly string[]): string {
  const texts = readmeTexts(plan);
  return page([
    ...opening(texts, warnings),
    ...contents(plan, texts),
    ...values(plan, texts),
    ...addFiles(plan, texts),
    ...openPort(plan, texts),
    ...storeSecrets(plan, texts),
    ...deploy(texts),
    ...verify(texts),
    ...keepWorking(plan, texts),
    ...templatesSection(plan.templates, plan.input, 7, 'source'),
  ]);
}

type Texts = (key: string) => string;

/** Texts of the README; every value of the account is at hand in all of them. */
function readmeTexts(plan: AemCloudPlan): Texts {
  const { input, smtp, paths } = plan;
  const { language } = input.texts;
  const t = input.texts.getFixedT(null, 'bundles', 'readme.aem-cloud');
  const values = {
    address: code(input.account.address),
    date: longDate(input.today, language),
    server: code(`${smtp.host}:${smtp.port}`),
    proxy: code(`AEM_PROXY_HOST:${plan.portOrig}`),
    appFolder: code(`/apps/${plan.appFolder}/osgiconfig`),
    runMode: code(plan.runMode),
    variables: code(paths.variables),
    portForwards: code(paths.portForwards),
    setVariables: code(`sh ${paths.setVariables}`),
    mailServicePid: code(mailServicePid),
    oauthProviderPid: code(oauthProviderPid),
    renewBy: longDate(plan.renewBy, language),
    secretExpires: longDate(new Date(input.account.secretExpiresOn ?? input.today), language),
  };
  return (key) => t(key, values);
}

function opening(t: Texts, warnings: readonly string[]): string[] {
  const found = warnings.length > 0 ? [`## ${t('warnings')}`, bullets(warnings)] : [];
  return [`# ${t('title')}`, t('intro'), ...found];
}

function contents(plan: AemCloudPlan, t: Texts): string[] {
  const secret = plan.variables.some(holdsSecret);
  const row = (path: string, purpose: string, answer = t('contents.no')) => [code(path), purpose, answer];
  return [
    `## ${t('contents.title')}`,
    table(
      [t('contents.file'), t('contents.purpose'), t('contents.secret')],
      [
        row(plan.paths.readme, t('contents.readme')),
        row(plan.paths.mailService, t('contents.mailService')),
        row(plan.paths.oauthProvider, t('contents.oauthProvider')),
        row(plan.paths.portForwards, t('contents.portForwards')),
        row(plan.paths.variables, t('contents.variables'), secret ? t('contents.yes') : t('contents.notYet')),
        row(plan.paths.setVariables, t('contents.setVariables')),
        ...templateContents(plan.templates, plan.input, 'source').map((row) => [...row, t('contents.no')]),
      ],
    ),
    secret ? t('contents.keepSecret') : t('contents.noSecretYet'),
  ];
}

function values(plan: AemCloudPlan, t: Texts): string[] {
  const { account, connection } = plan.input;
  const rows: [string, string][] = [
    [t('values.address'), code(account.address)],
    [t('values.server'), code(`${plan.smtp.host}:${plan.smtp.port}`)],
    [t('values.encryption'), t(plan.implicitTls ? 'values.tls' : 'values.starttls')],
    [t('values.portOrig'), code(String(plan.portOrig))],
    [t('values.clientId'), code(account.clientId)],
    ...(account.tenant ? [[t('values.tenant'), code(account.tenant)] satisfies [string, string]] : []),
    [t('values.tokenEndpoint'), code(connection.endpoints.token)],
    [t('values.redirectUri'), code(connection.redirectUri)],
    [t('values.scopes'), plan.scopes.map(code).join(' ')],
  ];
  return [`## ${t('values.title')}`, table([t('values.name'), t('values.value')], rows)];
}

function addFiles(plan: AemCloudPlan, t: Texts): string[] {
  return [
    `## ${t('addFiles.title')}`,
    t('addFiles.copy'),
    t('addFiles.filter'),
    codeBlock('xml', `<filter root="/apps/${plan.appFolder}/osgiconfig"/>`),
    t('addFiles.existing'),
  ];
}

function openPort(plan: AemCloudPlan, t: Texts): string[] {
  const region = `'{ "kind": "flexiblePortEgress", "region": "'"$REGION"'" }'`;
  const environment = `${cloudManagerApi}/environment/$ENVIRONMENT_ID/advancedNetworking`;
  return [
    `## ${t('openPort.title')}`,
    t('openPort.why'),
    t('openPort.credentials'),
    t('openPort.program'),
    codeBlock('sh', curl(`-X POST "${cloudManagerApi}/networkInfrastructures"`, `-d ${region}`)),
    t('openPort.environment'),
    codeBlock('sh', curl(`-X PUT "${environment}"`, `--data-binary @${plan.paths.portForwards}`)),
    t('openPort.rules'),
  ];
}

function storeSecrets(plan: AemCloudPlan, t: Texts): string[] {
  const unfilled = plan.variables.some(isPlaceholder);
  return [
    `## ${t('storeSecrets.title')}`,
    t('storeSecrets.intro'),
    bullets(plan.variables.map(({ name }) => code(name))),
    unfilled ? t('storeSecrets.fillIn') : t('storeSecrets.filledIn'),
    t('storeSecrets.byHand'),
    t('storeSecrets.byScript'),
    t('storeSecrets.restart'),
  ];
}

function deploy(t: Texts): string[] {
  return [`## ${t('deploy.title')}`, t('deploy.run')];
}

function verify(t: Texts): string[] {
  return [
    `## ${t('verify.title')}`,
    bullets([t('verify.configs'), t('verify.send'), t('verify.log')]),
    t('verify.trouble'),
    bullets([t('verify.timeout'), t('verify.refused'), t('verify.token')]),
  ];
}

function keepWorking(plan: AemCloudPlan, t: Texts): string[] {
  const { account } = plan.input;
  const microsoft = isMicrosoft(plan.input);
  return [
    `## ${t('keepWorking.title')}`,
    bullets([
      t('keepWorking.refreshToken'),
      ...(microsoft || account.provider === 'google' ? [] : [t('keepWorking.rotation')]),
      account.secretExpiresOn ? t('keepWorking.clientSecret') : t('keepWorking.clientSecretUnknown'),
    ]),
  ];
}
