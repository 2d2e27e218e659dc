import { expect, test } from 'vitest';
import type { Context } from '../../../main/cli/command.ts';
import { explain } from '../../../main/cli/commands/explain.ts';
import { createOutput } from '../../../main/cli/output.ts';
import { createExplainer } from '../../../main/explain/explain.ts';
import { CommandReport, Diagnosis } from '../../../preload/contract/index.ts';
import { createTexts } from '../../../preload/texts/index.ts';

/** What `postkey explain … --where command` writes. */
async function written(text: string, json: boolean): Promise<string> {
  const parts: string[] = [];
  const stream = { write: (part: string) => parts.push(part) };
  const streams = { stdout: stream, stderr: stream } as unknown as NodeJS.Process;
  const output = createOutput(streams, json, await createTexts('en'));
  const services = { language: { explainer: () => createExplainer('en') } };
  await explain.run({ services, output } as unknown as Context, [text], { where: 'command' });
  return parts.join('');
}

const url =
  'https://login.microsoftonline.com/common/oauth2/v2/authorize?client_id=x&response_type=code&redirect_uri=http%3A%2F%2Flocalhost&scope=https%3A%2F%2Foutlook.office.com%2FSMTP.Send%20offline_access&state=x';

test('the mistakes stand beside the diagnosis', async () => {
  const document = JSON.parse(await written(url, true));
  const { mistakes, hints, corrected, ...diagnosis } = document;
  Diagnosis.strict().parse(diagnosis);
  CommandReport.parse({ kind: 'authorize-url', mistakes, hints, corrected });
  expect(diagnosis).toMatchObject({ id: 'command-mistakes', title: '1 mistake in the command' });
  expect(mistakes).toMatchObject([{ found: '/common/oauth2/v2/authorize' }]);
  expect(corrected).toBe(url.replace('/v2/', '/v2.0/'));
});

test('empty input and a correct command have no mistakes', async () => {
  for (const text of ['', url.replace('/v2/', '/v2.0/')])
    expect(JSON.parse(await written(text, true))).toMatchObject({
      id: 'none',
      mistakes: [],
      corrected: null,
    });
});

test('a person reads each mistake, its correct form, and the whole command', async () => {
  const words = await written(url, false);
  expect(words).toContain(
    'Found: /common/oauth2/v2/authorize\nCorrect: /common/oauth2/v2.0/authorize\nWhy: ',
  );
  expect(words).toContain('To keep in mind:\n\nFound: common');
  expect(words.trimEnd().endsWith(url.replace('/v2/', '/v2.0/'))).toBe(true);
});
