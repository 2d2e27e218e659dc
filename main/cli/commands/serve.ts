import { serve as serveApp } from '../../browser.ts';
import { type Context, defineCommand, type ExitStatus } from '../command.ts';
import { portIn } from '../port.ts';
import { untilAborted } from '../stay.ts';

export const serve = defineCommand({
  options: { port: { type: 'string' }, 'no-open': { type: 'boolean' } },
  words: { least: 0, most: 0 },
  run: (context, _, values) => stay(context, portIn(values.port, context.output) ?? 0, !values['no-open']),
});

/** The window, as far as a command can open one: in the browser. */
export const open = defineCommand({
  options: {},
  words: { least: 0, most: 0 },
  run: (context) => stay(context, 0, true),
});

async function stay(
  { services, output, signal }: Context,
  port: number,
  openBrowser: boolean,
): Promise<ExitStatus> {
  const serving = await serveApp(services, { port, openBrowser });
  const document = { url: serving.url, port: serving.port, pid: process.pid };
  output.result(document, output.texts.t('cli:serve.started', { url: serving.url }));
  await untilAborted(signal);
  await serving.close();
  return 0;
}
