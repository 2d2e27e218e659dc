import fc from 'fast-check';
import type { i18n } from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import { examineCommand } from '../../../main/command-doctor/examine.ts';
import { CommandReport } from '../../../preload/contract/index.ts';
import { createTexts } from '../../../preload/texts/index.ts';
import { correctCommands } from './correct-commands.ts';
import { mistaken } from './mistakes.ts';

let texts: i18n;
beforeAll(async () => {
  texts = await createTexts('en');
});
const examine = (text: string): CommandReport => examineCommand(text, texts);
const pairs = (text: string) => examine(text).mistakes.map(({ found, correct }) => `${found} → ${correct}`);

describe('a correct command', () => {
  test.each(correctCommands)('has no mistakes: %s', (_, text) => {
    expect(examine(text)).toMatchObject({ mistakes: [], corrected: null });
    expect(examine(text).kind).not.toBe('none');
  });

  test('is told that common may be wrong, without calling it a mistake', () => {
    const [, text = ''] = correctCommands[1] ?? [];
    expect(examine(text)).toMatchObject({ mistakes: [], hints: [{ found: 'common' }] });
  });
});

describe('a command with a mistake', () => {
  test.each(mistaken)('has that one: %s', (_, text, expected) => {
    expect(pairs(text)).toEqual(expected);
    for (const { why } of examine(text).mistakes) expect(why).not.toMatch(/^why\.|\{\{|^$/);
  });

  const requests = mistaken.filter(([, text]) => !text.startsWith('http://localhost/'));
  test.each(requests)('has none once it is corrected: %s', (_, text) => {
    const { corrected } = examine(text);
    const filledIn = (corrected ?? '').replace(/<(?:random|code|refresh_token)>/g, 'abc123xyz');
    // What only the reader can fill in is left.
    expect(pairs(filledIn).filter((pair) => !/^(?:<|\w+=<)/.test(pair))).toEqual([]);
  });
});

describe('a paste that is no command', () => {
  test.each([
    ['nothing', ''],
    ['an error', '535 5.7.3 Authentication unsuccessful'],
    ['a page', 'See https://learn.microsoft.com/en-us/entra/identity-platform/ for more.'],
    ['another use of curl', 'curl -sS https://example.com/health -o /dev/null'],
    ['the word curl', 'Install curl first.'],
    ['a mail server', 'smtp.office365.com:587 STARTTLS'],
  ])('has nothing to correct: %s', (_, text) => {
    expect(examine(text)).toEqual({ kind: 'none', mistakes: [], hints: [], corrected: null });
  });
});

describe('a secret', () => {
  const canary = 'Zq8Q~cAnArY.S3cr3t_value-0123456789';
  const encoded = encodeURIComponent(canary);
  const base = 'curl -X POST https://login.microsoftonline.com/common/oauth2/v2.0/token';
  const client = '-d client_id=7d9c4a1e-52a6-4b57-9f0e-3d3a9e6f1c55';
  test.each([
    ['as its field', `${base} ${client} -d client_secret=${canary}`],
    ['percent-encoded', `${base} ${client} -d client_secret=${encoded}`],
    ['under a wrong name', `${base} ${client} -d client-secret=${canary}`],
    ['under a longer name', `${base} ${client} -d clientSecret=${canary}`],
    ['in curly quotes', `${base} -d \u201cclient_id=x&client_secret=${canary}\u201d`],
    ['in an open quote', `${base} -d "client_secret=${canary}`],
    ['in the address', `${base}?client_id=x&client_secret=${canary}`],
    ['behind -u', `${base} -u app:${canary} -d grant_type=client_credentials`],
    ['in a cookie', `${base} ${client} -H 'Cookie: session=${canary}'`],
    ['in a cookie without its colon', `${base} ${client} -H 'Cookie session=${canary}'`],
    ['in a bearer', `${base} ${client} -H 'Authorization: Bearer ${canary}'`],
    [
      'over the wire',
      `POST /common/oauth2/v2.0/token HTTP/1.1\nHost: login.microsoftonline.com\n\nclient_secret=${canary}`,
    ],
    ['by wget', `wget --password=${canary} --user x --post-data=grant_type=x https://idp.test/token`],
    ['in Basic', `${base} ${client} -H 'Authorization: Basic ${btoa(`app:${canary}`)}'`],
    ['as a code', `${base} ${client} -d grant_type=authorization_code -d code=${canary}`],
    ['as a refresh token', `${base} ${client} -d grant_type=refresh_token -d refresh_token=${canary}`],
    ['as a password', `${base} ${client} -d grant_type=password -d password=${canary}`],
    ['with a blank before it', `${base} -d "client_secret= ${canary}"`],
    ['with a line end after it', `${base} -d "client_id=x\n&client_secret=${canary}\n"`],
    [
      'in PowerShell',
      `Invoke-RestMethod -Uri https://login.microsoftonline.com/common/oauth2/token -Body @{client_id='x';client_secret='${canary}'}`,
    ],
    ['in an answer', `http://localhost/?code=${canary}&state=x\n${base} ${client} -d code=abcdef`],
    ['twice', `${base} ${client} -d client_secret=${canary} -d client_secret=${canary}x`],
  ])('is in no output: %s', (_, text) => {
    const report = JSON.stringify(examine(text));
    expect(report).not.toContain(canary);
    expect(report).not.toContain(canary.slice(0, 12));
    expect(report).not.toContain(encoded);
    expect(report).not.toContain(btoa(`app:${canary}`));
  });

  test('is read from a file in the corrected command', () => {
    expect(examine(`${base} ${client} -d client_secret=${canary}`).corrected).toContain(
      '--data-urlencode client_secret@secretfile',
    );
  });
});

describe('hostile text', () => {
  const fragments = mistaken.flatMap(([, text]) => text.split(/(?=[\s&?"'=<])/));
  test('never makes it throw, and the report keeps its form', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...fragments), fc.string()), { maxLength: 60 }),
        (parts) => {
          CommandReport.strict().parse(examine(parts.join('')));
        },
      ),
      { numRuns: 500 },
    );
  });

  const half = Math.floor(5 * 1024 * 1024);
  test.each([
    ['quotes', '"'],
    ['curly quotes', '\u201c'],
    ['apostrophes', "'"],
    ['backslashes', '\\\n'],
    ['options', ' -d a=b'],
    ['lines of options', '\n-d a=b'],
    ['ampersands', '&a=b'],
    ['addresses', ' https://login.microsoftonline.com/x/oauth2/v2.0/authorize?client_id=a'],
    ['blanks', ' '],
    ['angle brackets', '<a '],
    ['parentheses', '$('],
    ['percent signs', '%25'],
    ['curl', 'curl '],
    ['hash tables', '@{'],
    ['calls', ' irm -Uri $a -Body @{'],
    ['variables', '$a = @{ b = ('],
    ['request lines', '\nPOST /token HTTP/1.1\nHost: x\n'],
    ['wget', ' wget --post-data='],
    ['lone surrogates', '\ud800'],
  ])('of 5 MB is read in a moment: %s', (_, piece) => {
    const text = `curl https://login.microsoftonline.com/x/oauth2/v2.0/token ${piece.repeat(half / piece.length)}`;
    for (const each of [text, `${text} Invoke-RestMethod -Uri`, piece.repeat(half / piece.length)]) {
      const start = performance.now();
      examine(each);
      expect(performance.now() - start).toBeLessThan(1000);
    }
  });
});
