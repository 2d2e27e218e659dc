import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { type Diagnosis, type ErrorCode, Language } from '../../preload/contract/index.ts';
import { chooseLanguage, createTexts } from '../../preload/texts/index.ts';
import { explainFailure } from '../explain/explain.ts';
import { Failure } from '../explain/failure.ts';
import { createBrowserHost, systemLanguages } from '../host/browser/host.ts';
import { defaultDataFolder } from '../host/data-folder.ts';
import type { Host } from '../host/host.ts';
import { createServices, type Services } from '../services.ts';
import { errorCode } from '../vault/durable-file.ts';
import { type Command, type ExitStatus, UsageError } from './command.ts';
import { commands } from './commands.ts';
import { createOutput, type Output } from './output.ts';
import { version } from './version.ts';

const common = {
  data: { type: 'string' },
  lang: { type: 'string' },
  json: { type: 'boolean' },
  'key-file': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} satisfies ParseArgsConfig['options'];

/**
 * Runs one command line.
 *
 * @param args without the interpreter and the script
 * @returns the exit status
 */
export async function run(args: readonly string[], process: NodeJS.Process): Promise<ExitStatus> {
  const json = args.includes('--json');
  const texts = await createTexts(languageOf(args, process.env));
  const output = createOutput(process, json, texts);
  try {
    return await dispatch(args, process, output);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    output.failure('USAGE', `${error.message}\n${texts.t('cli:usage.hint')}`);
    return 2;
  }
}

async function dispatch(
  args: readonly string[],
  process: NodeJS.Process,
  output: Output,
): Promise<ExitStatus> {
  const { name, rest } = commandIn(args);
  if (name === 'help' || rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(`${output.texts.t('cli:help')}\n`);
    return 0;
  }
  if (rest.includes('--version')) {
    process.stdout.write(`${version}\n`);
    return 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) throw new UsageError(output.texts.t('cli:usage.unknownCommand', { name }));
  const command = await load();
  const { values, positionals } = parse(rest, command, output);
  const dataFolder =
    typeof values['data'] === 'string' ? resolve(values['data']) : defaultDataFolder(process);
  const services = createServices(hostOf(dataFolder, output), {
    ...languageOption(values['lang']),
    ...(values['key-file'] ? { keeper: 'key-file' as const } : {}),
    ...(await passphraseOption(process.env, output)),
  });
  try {
    if (values['key-file']) await services.vault.ensure();
    const signal = interruption(process);
    return await command.run(
      { services, output, dataFolder, signal, stdin: process.stdin },
      positionals,
      values,
    );
  } catch (error) {
    return await fail(error, services, output);
  } finally {
    await services.close();
  }
}

/** The first word; common options may stand before it. */
function commandIn(args: readonly string[]): { name: string; rest: readonly string[] } {
  const lax = { options: common, allowPositionals: true, strict: false, tokens: true } as const;
  const word = parseArgs({ args: [...args], ...lax }).tokens.find(({ kind }) => kind === 'positional');
  if (!word) return { name: 'open', rest: args };
  return { name: args[word.index] ?? '', rest: args.filter((_, index) => index !== word.index) };
}

function parse(args: readonly string[], command: Command, output: Output) {
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    const options = { ...common, ...command.options };
    parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(optionProblem(error, output));
  }
  const { least, most } = command.words;
  const given = parsed.positionals.length;
  if (given < least) throw new UsageError(output.texts.t('cli:usage.missingWord'));
  if (given > most)
    throw new UsageError(output.texts.t('cli:usage.extraWord', { word: parsed.positionals[most] }));
  const { lang } = parsed.values;
  if (lang !== undefined && !Language.safeParse(lang).success) {
    throw new UsageError(
      output.texts.t('cli:usage.language', { lang, languages: Language.options.join(', ') }),
    );
  }
  return parsed;
}

/** Nobody looks at a window: what needs the admin is said where the command was started. */
function hostOf(dataFolder: string, output: Output): Host {
  const host = createBrowserHost(dataFolder, version);
  return { ...host, notify: (title, body) => output.note('notification', `${title}: ${body}`) };
}

/** Node's own words are English; what they quote is the option. */
function optionProblem(error: unknown, { texts }: Output): string {
  const [, option = ''] = /'(-[^' ]*)/.exec(error instanceof Error ? error.message : '') ?? [];
  const isUnknown = errorCode(error) === 'ERR_PARSE_ARGS_UNKNOWN_OPTION';
  return texts.t(isUnknown ? 'cli:usage.unknownOption' : 'cli:usage.optionValue', { option });
}

const statuses: Partial<Readonly<Record<ErrorCode, ExitStatus>>> = {
  INVALID_INPUT: 2,
  NEEDS_SIGN_IN: 3,
  VAULT_LOCKED: 4,
  VAULT_DAMAGED: 4,
};

async function fail(error: unknown, services: Services, output: Output): Promise<ExitStatus> {
  if (!(error instanceof Failure)) throw error;
  const diagnosis: Diagnosis = explainFailure(await services.language.explainer(), error);
  output.failure(error.code, diagnosis.title, diagnosis);
  return statuses[error.code] ?? 1;
}

function languageOf(args: readonly string[], environment: NodeJS.ProcessEnv): Language {
  const at = args.indexOf('--lang');
  const asked =
    at >= 0 ? args[at + 1] : args.find((arg) => arg.startsWith('--lang='))?.slice('--lang='.length);
  const parsed = Language.safeParse(asked);
  return parsed.success ? parsed.data : chooseLanguage(systemLanguages(environment));
}

function languageOption(lang: unknown): { language?: Language } {
  const parsed = Language.safeParse(lang);
  return parsed.success ? { language: parsed.data } : {};
}

/** `POSTKEY_PASSPHRASE_FILE`; its last line end is an editor's, not the passphrase's. */
async function passphraseOption(
  environment: NodeJS.ProcessEnv,
  output: Output,
): Promise<{ passphrase?: string }> {
  const path = environment['POSTKEY_PASSPHRASE_FILE'];
  if (!path) return {};
  try {
    return { passphrase: (await readFile(path, 'utf8')).replace(/\r?\n$/, '') };
  } catch {
    throw new UsageError(output.texts.t('cli:usage.passphraseFile', { path }));
  }
}

/**
 * The first interruption asks the work to end; a second one ends the process as usual. The libraries that tidy up at
 * exit (atomically, for one) would end it at the first; they tidy up just as well when it ends by itself.
 */
function interruption(process: NodeJS.Process): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.removeAllListeners(name);
    process.once(name, () => controller.abort());
  }
  return controller.signal;
}
