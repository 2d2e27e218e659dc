import { longDate } from '../calendar.ts';
import { bullets, code, codeBlock, page, table } from '../markdown.ts';
import { isMicrosoft } from '../microsoft.ts';
import { placeholderPrefix } from '../placeholder.ts';
import type { Application, ApplicationFile, Step } from './application.ts';
import { type ApplicationPlan, caPath, type Login } from './plan.ts';
import { tokenCommand } from './token-command.ts';

/** The steps from a bundle to an application that uses the mailbox, in order, with the account's values filled in. */
export function applicationReadme(
  application: Application,
  plan: ApplicationPlan,
  files: readonly ApplicationFile[],
  warnings: readonly string[],
): string {
  const t = readmeTexts(application, plan, files);
  const steps = [firstStep(application, plan), ...application.steps(plan)];
  return page([
    `# ${t('readme.title')}`,
    t('readme.intro'),
    ...(warnings.length > 0 ? [`## ${t('readme.warnings')}`, bullets(warnings)] : []),
    ...contents(plan, files, t),
    ...values(plan, t),
    ...steps.flatMap((step, index) => section(step, index + 1, t)),
    ...keepWorking(application, plan, steps.length + 1, t),
  ]);
}

type Texts = (key: string) => string;

/** Texts of the README; every value of the account is at hand in all of them. */
function readmeTexts(
  { id }: Application,
  { input, smtp, imap, renewBy }: ApplicationPlan,
  files: readonly ApplicationFile[],
): Texts {
  const { account, connection, texts, today } = input;
  const t = texts.getFixedT(null, 'bundleTargets');
  const values = {
    app: t(`${id}.app`),
    address: code(account.address),
    date: longDate(today, texts.language),
    smtp: code(serverAt(smtp)),
    smtpUser: code(smtp.user),
    imap: code(serverAt(imap)),
    tokenEndpoint: code(connection.endpoints.token),
    ca: code(caPath),
    prefix: code(placeholderPrefix),
    secretFiles: files
      .filter(({ forSecrets }) => forSecrets)
      .map(({ path }) => code(path))
      .join(', '),
    renewBy: longDate(renewBy, texts.language),
    secretExpires: longDate(new Date(account.secretExpiresOn ?? today), texts.language),
  };
  return (key) => t(key, values);
}

function contents(plan: ApplicationPlan, files: readonly ApplicationFile[], t: Texts): string[] {
  const answer = plan.holdsSecrets ? t('contents.yes') : t('contents.notYet');
  return [
    `## ${t('contents.title')}`,
    table(
      [t('contents.file'), t('contents.purpose'), t('contents.secret')],
      [
        [code('README.md'), t('contents.readme'), t('contents.no')],
        ...files.map(({ path, purpose, forSecrets }) => {
          return [code(path), t(purpose), forSecrets ? answer : t('contents.no')];
        }),
      ],
    ),
  ];
}

function values({ input, smtp, imap, pop3, unknown, scopes }: ApplicationPlan, t: Texts): string[] {
  const { account, connection } = input;
  const server = (name: string, login: Login): [string, string] => [
    name,
    `${code(serverAt(login))} (${t(`values.${login.security}`)})`,
  ];
  const rows: [string, string][] = [
    [t('values.address'), code(account.address)],
    ...(account.signInAs ? [[t('values.signInAs'), code(account.signInAs)] satisfies [string, string]] : []),
    ...(unknown.includes('smtp') ? [] : [server('SMTP', smtp)]),
    ...(unknown.includes('imap') ? [] : [server('IMAP', imap)]),
    ...(pop3 ? [server('POP3', pop3)] : []),
    [t('values.clientId'), code(account.clientId)],
    [t('values.tokenEndpoint'), code(connection.endpoints.token)],
    [t('values.scopes'), scopes.map(code).join(' ')],
  ];
  return [`## ${t('values.title')}`, table([t('values.name'), t('values.value')], rows)];
}

/** An application either asks Postkey, which has to be there, or has the account's secrets itself. */
function firstStep({ tokens }: Application, { input, holdsSecrets }: ApplicationPlan): Step {
  if (tokens === 'refresh') return { key: holdsSecrets ? 'steps.keepSecret' : 'steps.fillIn' };
  return {
    key: 'steps.postkey',
    code: { language: 'sh', text: tokenCommand(input.account.address) },
    after: true,
  };
}

function section({ key, code: block, after }: Step, number: number, t: Texts): string[] {
  return [
    `## ${number}. ${t(`${key}.title`)}`,
    t(`${key}.text`),
    ...(block ? [codeBlock(block.language, block.text)] : []),
    ...(after ? [t(`${key}.after`)] : []),
  ];
}

function keepWorking(application: Application, plan: ApplicationPlan, number: number, t: Texts): string[] {
  const { account } = plan.input;
  const microsoft = isMicrosoft(plan.input);
  const own = [
    t(`keepWorking.${application.keepsRefreshToken ? 'keepsRefreshToken' : 'refreshToken'}`),
    ...(microsoft || account.provider === 'google' ? [] : [t('keepWorking.rotation')]),
    ...(account.publicClient
      ? []
      : [t(`keepWorking.${account.secretExpiresOn ? 'secret' : 'secretUnknown'}`)]),
  ];
  return [
    `## ${number}. ${t('keepWorking.title')}`,
    application.tokens === 'refresh' ? bullets(own) : t('keepWorking.postkey'),
  ];
}

function serverAt({ host, port }: Login): string {
  return `${host}:${port}`;
}
