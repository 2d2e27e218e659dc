import { basename, resolve } from 'node:path';
import type { i18n } from 'i18next';
import { z } from 'zod';
import { type TemplateFinding, TemplateSetId } from '../../../preload/contract/index.ts';
import { Failure } from '../../explain/failure.ts';
import { languageOfFile } from '../../templates/languages.ts';
import { assertText, readTemplateFile } from '../../templates/limits.ts';
import { positionIn, propertiesOf, readProperties } from '../../templates/properties/document.ts';
import { decodeBytes } from '../../templates/properties/encoding.ts';
import { createDurably } from '../../vault/durable-file.ts';
import { type Context, defineCommand, type ExitStatus, UsageError, type Values } from '../command.ts';
import { readTextFile } from '../inputs.ts';

const options = {
  set: { type: 'string' },
  values: { type: 'string' },
  language: { type: 'string' },
  out: { type: 'string' },
} as const;

type Asked = Values<typeof options>;

export const templates = defineCommand({
  options,
  words: { least: 0, most: Number.MAX_SAFE_INTEGER },
  run(context, [verb, ...files], values) {
    const [file] = files;
    if (verb === 'parse' && file !== undefined) return parse(context, files);
    if (verb === 'lint' && file !== undefined && files.length === 1) return lint(context, file, values);
    if (verb === 'render' && file !== undefined && files.length === 1) return render(context, file, values);
    if (verb === 'new' && files.length === 0) return create(context, values);
    throw new UsageError(context.output.texts.t('cli:usage.templates'));
  },
});

/** What `Properties.load` makes of each file. One file that Java refuses is a failure; of several each stands for itself. */
async function parse({ output }: Context, files: readonly string[]): Promise<ExitStatus> {
  const answers: unknown[] = [];
  const lines: string[] = [];
  let refused = 0;
  for (const path of files) {
    const document = readProperties(decodeBytes(await readTemplateFile(path)));
    const malformed = document.malformed[0];
    if (malformed === undefined) {
      const properties = Object.fromEntries(propertiesOf(document));
      answers.push(properties);
      lines.push(JSON.stringify(properties, null, 2));
    } else {
      const { line } = positionIn(document, malformed);
      refused += 1;
      answers.push({ error: { code: 'MALFORMED_ESCAPE', line } });
      lines.push(output.texts.t('cli:templates.refused', { path, line }));
    }
  }
  output.result(files.length === 1 ? answers[0] : answers, lines.join('\n'));
  return files.length === 1 && refused > 0 ? 1 : 0;
}

async function lint({ services, output }: Context, path: string, values: Asked): Promise<ExitStatus> {
  const set = setOf(values, output.texts);
  const text = await readText(path);
  const { findings } = await services.templates.lint({ text, set, fileName: basename(path) });
  output.result(
    findings.map(({ rule, severity, line, column, message, fix }) => ({
      rule,
      severity,
      line,
      column,
      message,
      ...(fix && { fix }),
    })),
    findings.map((finding) => inWords(finding, output.texts)).join('\n') ||
      output.texts.t('cli:templates.clean'),
  );
  return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}

async function render({ services, output }: Context, path: string, values: Asked): Promise<ExitStatus> {
  const { texts } = output;
  const set = setOf(values, texts);
  const given = values.values === undefined ? {} : await readValues(values.values, texts);
  const mail = await services.templates.render(await readText(path), set, given);
  const { subject, body, unresolved } = mail;
  output.result({ subject, body, unresolved }, `${texts.t('cli:templates.subject', { subject })}\n\n${body}`);
  if (unresolved.length > 0)
    output.note('unresolved', texts.t('cli:templates.unresolved', { names: unresolved.join(', ') }));
  return 0;
}

async function create({ services, output }: Context, values: Asked): Promise<ExitStatus> {
  const { texts } = output;
  const set = setOf(values, texts);
  const { language = '', out } = values;
  if (!languageOfFile(`${language}.txt`)) throw new UsageError(texts.t('cli:usage.templateLanguage'));
  if (!out) throw new UsageError(texts.t('cli:usage.missingOption', { option: '--out' }));
  const path = resolve(out);
  const text = await services.templates.starter(set, language);
  if (!(await createDurably(path, text, 0o644))) {
    throw new Failure('ALREADY_EXISTS', {
      where: 'command',
      evidence: `POSTKEY_ALREADY_EXISTS ${path}`,
      context: { ref: path },
    });
  }
  output.result({ path }, texts.t('cli:templates.written', { path }));
  return 0;
}

function setOf({ set }: Asked, texts: i18n): TemplateSetId {
  const parsed = TemplateSetId.safeParse(set);
  if (parsed.success) return parsed.data;
  if (set === undefined) throw new UsageError(texts.t('cli:usage.missingOption', { option: '--set' }));
  throw new UsageError(texts.t('cli:usage.templateSet', { sets: TemplateSetId.options.join(', ') }));
}

async function readText(path: string): Promise<string> {
  const text = decodeBytes(await readTemplateFile(path));
  assertText(text, path);
  return text;
}

const VariableValues = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String));

async function readValues(path: string, texts: i18n): Promise<Record<string, string>> {
  const text = await readTextFile(path);
  try {
    return VariableValues.parse(JSON.parse(text));
  } catch {
    throw new UsageError(texts.t('cli:usage.templateValues', { path }));
  }
}

function inWords(finding: TemplateFinding, texts: i18n): string {
  const severity = texts.t(`cli:templates.severity.${finding.severity}`);
  const said = texts.t('cli:templates.finding', { ...finding, severity });
  return finding.fix ? `${said}\n${texts.t('cli:templates.fix', { title: finding.fix.title })}` : said;
}
