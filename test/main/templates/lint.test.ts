import type { i18n } from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import { type LintInput, lint, tellFindings } from '../../../main/templates/lint.ts';
import { readProperties } from '../../../main/templates/properties/document.ts';
import { applyEdits } from '../../../main/templates/properties/text-edit.ts';
import { templateSet } from '../../../main/templates/sets/sets.ts';
import type { TemplateFinding, TemplateSetId } from '../../../preload/contract/index.ts';
import { createTexts } from '../../../preload/texts/index.ts';

let texts: i18n;
beforeAll(async () => {
  texts = await createTexts('en');
});

const utf8 = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
const rest = '\nheader=h\nfooter=f\n';
const good = `subject=s\nmessage=m${rest}`;

function findings(
  text: string,
  set: TemplateSetId = 'page',
  more: Partial<LintInput> = {},
): TemplateFinding[] {
  return tellFindings(lint({ text, set: templateSet(set), ...more }), texts);
}

interface Case {
  readonly name: string;
  readonly text: string;
  readonly rule: string;
  /** Severity, line and column. */
  readonly at: readonly [TemplateFinding['severity'], number, number];
  readonly set?: TemplateSetId;
  readonly original?: string;
  /** What the text becomes where the exact result matters. */
  readonly fixed?: string;
  readonly noFix?: true;
}

const cases: readonly Case[] = [
  {
    name: 'a lost continuation',
    text: `subject=s\nmessage=Line one\\n\nLine two: more${rest}`,
    rule: 'lost-continuation',
    at: ['error', 3, 1],
    fixed: `subject=s\nmessage=Line one\\n\\\nLine two: more${rest}`,
  },
  {
    name: 'a lost continuation in the middle of a wrapped value',
    text: `subject=s\nmessage=a\\n\\\n  b\\n \n  c=d\\n\\\n e${rest}`,
    rule: 'lost-continuation',
    at: ['error', 4, 3],
    fixed: `subject=s\nmessage=a\\n\\\n  b\\n \\\n  c=d\\n\\\n e${rest}`,
  },
  {
    name: 'a value that was broken by hand',
    text: `subject=s\nmessage=Hello\nworld of pages${rest}`,
    rule: 'lost-continuation',
    at: ['error', 3, 1],
    fixed: `subject=s\nmessage=Hello\\n\\\nworld of pages${rest}`,
  },
  {
    name: 'a blank behind a backslash',
    text: `subject=s\nmessage=a\\n\\ \ntwo\n${rest}`,
    rule: 'space-after-backslash',
    at: ['error', 2, 12],
    fixed: `subject=s\nmessage=a\\n\\\ntwo\n${rest}`,
  },
  {
    name: 'a blank behind a backslash that should not be there',
    text: `subject=s\\\t\nmessage=m${rest}`,
    rule: 'space-after-backslash',
    at: ['warning', 1, 10],
    fixed: `subject=s\nmessage=m${rest}`,
  },
  {
    name: 'a blank line in a value',
    text: `subject=s\nmessage=a\\n\\\n\n  \nb c${rest}`,
    rule: 'blank-line-in-value',
    at: ['error', 3, 1],
    fixed: `subject=s\nmessage=a\\n\\\n\\n\\\n\\n\\\nb c${rest}`,
  },
  {
    name: 'a backslash on the last line',
    text: `subject=s\nmessage=m\\n\\\n${rest}`,
    rule: 'trailing-backslash',
    at: ['info', 2, 12],
  },
  {
    name: 'a key that became part of the value above',
    text: `message=m\\n\\\nsubject=s${rest}`,
    rule: 'swallowed-key',
    at: ['error', 2, 1],
    fixed: `message=m\\n\nsubject=s${rest}`,
  },
  {
    name: 'a line of text taken for a comment',
    text: `subject=s\nmessage=a\\n\n# 1 of 2\\n\\\n  b${rest}`,
    rule: 'comment-in-value',
    at: ['warning', 3, 1],
  },
  {
    name: 'a malformed escape',
    text: `subject=\\u12\nmessage=m${rest}`,
    rule: 'malformed-escape',
    at: ['error', 1, 9],
  },
  {
    name: 'an escape with two u',
    text: `subject=\\uu0041\nmessage=m${rest}`,
    rule: 'malformed-escape',
    at: ['error', 1, 9],
    fixed: `subject=\\u0041\nmessage=m${rest}`,
  },
  {
    name: 'a byte order mark',
    text: utf8(`\ufeff${good}`),
    rule: 'bom',
    at: ['error', 1, 1],
    fixed: good,
  },
  {
    name: 'UTF-16',
    text: Buffer.from(`\ufeff${good}`, 'utf16le').toString('latin1'),
    rule: 'utf-16',
    at: ['error', 1, 1],
    fixed: good,
  },
  {
    name: 'UTF-8 bytes',
    text: utf8(`subject=제목\nmessage=é${rest}`),
    rule: 'mojibake',
    at: ['error', 1, 9],
    fixed: `subject=\\uC81C\\uBAA9\nmessage=\\u00E9${rest}`,
  },
  {
    name: 'text garbled before it was escaped',
    text: `subject=\\u00C3\\u00A9t\\u00C3\\u00A9 l\\u00E2\\u20AC\\u2122an\nmessage=m${rest}`,
    rule: 'mojibake',
    at: ['error', 1, 9],
    fixed: `subject=\\u00E9t\\u00E9 l\\u2019an\nmessage=m${rest}`,
  },
  {
    name: 'a Windows path',
    text: `subject=s\nmessage=see C:\\temp\\new for it${rest}`,
    rule: 'undoubled-backslash',
    at: ['warning', 2, 13],
    fixed: `subject=s\nmessage=see C:\\\\temp\\\\new for it${rest}`,
  },
  {
    name: 'a backslash before any letter',
    text: `subject=a\\b\nmessage=m${rest}`,
    rule: 'undoubled-backslash',
    at: ['warning', 1, 10],
    fixed: `subject=a\\\\b\nmessage=m${rest}`,
  },
  {
    name: 'a key that is there twice',
    text: `subject=s\nmessage=old\nmessage=m${rest}`,
    rule: 'duplicate-key',
    at: ['error', 2, 1],
    fixed: good,
  },
  {
    name: 'a missing key',
    text: `subject=s${rest}`,
    rule: 'missing-key',
    at: ['error', 1, 1],
    fixed: `subject=s${rest}message=\n`,
  },
  {
    name: 'a missing part',
    text: 'subject=s\nmessage=m\nheader=h\n',
    rule: 'missing-key',
    at: ['warning', 1, 1],
  },
  {
    name: 'an empty subject',
    text: `subject=\nmessage=m${rest}`,
    rule: 'empty-value',
    at: ['warning', 1, 1],
    noFix: true,
  },
  {
    name: 'a misspelt key',
    text: `Subjct=s\nmessage=m${rest}`,
    rule: 'unknown-key',
    at: ['warning', 1, 1],
    fixed: good,
  },
  {
    name: 'a key of no use',
    text: `${good}\nextra=1\n`,
    rule: 'unknown-key',
    at: ['warning', 6, 1],
    fixed: `${good}\n`,
  },
  {
    name: 'a misspelt variable',
    text: `subject=\${userFulName}\nmessage=m${rest}`,
    rule: 'unknown-variable',
    at: ['error', 1, 9],
    fixed: `subject=\${userFullName}\nmessage=m${rest}`,
  },
  {
    name: 'a variable with another case and blanks',
    text: `subject=s\nmessage=a\\n\\\n   at \${ Time }${rest}`,
    rule: 'unknown-variable',
    at: ['error', 3, 7],
    fixed: `subject=s\nmessage=a\\n\\\n   at \${time}${rest}`,
  },
  {
    name: 'an unknown variable',
    text: `subject=\${weather}\nmessage=m${rest}`,
    rule: 'unknown-variable',
    at: ['error', 1, 9],
    noFix: true,
  },
  {
    name: 'a variable of another set',
    text: `subject=\${item.node.title}\nmessage=m${rest}`,
    rule: 'foreign-variable',
    at: ['error', 1, 9],
    noFix: true,
  },
  {
    name: 'a variable that scripts may add',
    text: `subject=\${department}\nmessage=<p>m</p>\n`,
    set: 'assign-task',
    rule: 'unknown-variable',
    at: ['info', 1, 9],
    noFix: true,
  },
  {
    name: 'a brace that is not closed',
    text: `subject=\${time is it\nmessage=m${rest}`,
    rule: 'unclosed-variable',
    at: ['error', 1, 9],
    fixed: `subject=\${time} is it\nmessage=m${rest}`,
  },
  {
    name: 'a variable without its $',
    text: `subject={time}\nmessage=m${rest}`,
    rule: 'variable-without-dollar',
    at: ['warning', 1, 9],
    fixed: `subject=\${time}\nmessage=m${rest}`,
  },
  {
    name: 'Latin-1 outside ASCII',
    text: `subject=ACTIVITÉ\u00a0: «\u00a0été\u00a0»\nmessage=m${rest}`,
    rule: 'unescaped-non-ascii',
    at: ['warning', 1, 16],
    fixed: `subject=ACTIVIT\\u00C9\\u00A0: \\u00AB\\u00A0\\u00E9t\\u00E9\\u00A0\\u00BB\nmessage=m${rest}`,
  },
  {
    name: 'what was just typed in Korean',
    text: `subject=제목\nmessage=m${rest}`,
    rule: 'unescaped-non-ascii',
    at: ['info', 1, 9],
    fixed: `subject=\\uC81C\\uBAA9\nmessage=m${rest}`,
  },
  {
    name: 'half a character',
    text: `subject=a\\uD83D\nmessage=m${rest}`,
    rule: 'half-character',
    at: ['warning', 1, 10],
    fixed: `subject=a\nmessage=m${rest}`,
  },
  {
    name: 'a tag that closes nothing',
    text: 'subject=s\nmessage=<p>a<br>\\n\\\n</p></code>\n',
    set: 'assign-task',
    rule: 'stray-tag',
    at: ['warning', 3, 5],
    fixed: 'subject=s\nmessage=<p>a<br>\\n\\\n</p>\n',
  },
  {
    name: 'a translation that lost a variable',
    text: `subject=s\nmessage=m${rest}`,
    original: `subject=x \${time}\nmessage=\${modifications}\nheader=y\nfooter=z\n`,
    rule: 'lost-variable',
    at: ['warning', 1, 1],
  },
  {
    name: 'a translation that was forgotten',
    text: `subject=Pages changed\nmessage=m${rest}`,
    original: `subject=Pages changed\nmessage=\${modifications}\n`,
    rule: 'untranslated',
    at: ['info', 1, 1],
    noFix: true,
  },
  {
    name: 'a file of more than 1 MB',
    text: `subject=s\nmessage=${'m'.repeat(1_100_000)}${rest}`,
    rule: 'large-file',
    at: ['warning', 1, 1],
    noFix: true,
  },
  {
    name: 'a MailTemplate',
    text: `Subject: Hello\nFrom: a@b.test\n\nDear \${name}\n`,
    rule: 'other-format',
    at: ['error', 1, 1],
    noFix: true,
  },
  {
    name: 'a notification of AEM Forms JEE',
    text: 'Please do @@description@@ at @@notification-host@@.\n',
    rule: 'other-format',
    at: ['error', 1, 1],
    noFix: true,
  },
];

describe('lint', () => {
  test.each(cases)('finds $name ($rule)', ({ text, set = 'page', rule, at, original, fixed, noFix }) => {
    const found = findings(text, set, { original }).find((finding) => finding.rule === rule);
    expect(found && [found.severity, found.line, found.column]).toEqual(at);
    expect(found?.message).not.toMatch(/^lint\.|templates:|\{\{/);
    if (noFix) return expect(found?.fix).toBeUndefined();
    expect(found?.fix?.title).toMatch(/^[A-Z]/);
    if (fixed !== undefined) expect(applyEdits(text, found?.fix?.edits ?? [])).toBe(fixed);
  });

  test.each(cases.filter(({ noFix }) => !noFix))('is content with the fix of $name ($rule)', (one) => {
    const { set = 'page', rule, original } = one;
    let { text } = one;
    for (
      let count = findings(text, set, { original }).filter((finding) => finding.rule === rule).length;
      count > 0;
    ) {
      const found = findings(text, set, { original }).find((finding) => finding.rule === rule);
      text = applyEdits(text, found?.fix?.edits ?? []);
      const left = findings(text, set, { original }).filter((finding) => finding.rule === rule).length;
      expect(left).toBeLessThan(count);
      count = left;
    }
  });

  test('puts right a byte order mark and the UTF-8 behind it each for itself', () => {
    const text = utf8(`\ufeffsubject=é\nmessage=제목${rest}`);
    const found = findings(text).filter(({ severity }) => severity === 'error');
    expect(found.map(({ rule, column }) => [rule, column])).toEqual([
      ['bom', 1],
      ['mojibake', 12],
    ]);
    const edits = found.flatMap(({ fix }) => fix?.edits ?? []);
    expect(applyEdits(text, edits)).toBe(`subject=\\u00E9\nmessage=\\uC81C\\uBAA9${rest}`);
  });

  test.each([
    ['ko_KR.txt', 'ko.txt'],
    ['zh-cn.txt', 'zh.txt'],
    ['KO.txt', 'ko.txt'],
    ['kor.txt', 'ko.txt'],
    ['korean.txt', 'ko.txt'],
    ['jp.txt', 'ja.txt'],
    ['fr.properties', 'fr.txt'],
    ['zh_Hant_TW.txt', 'zh.txt'],
  ])('says that AEM does not find %s', (fileName, better) => {
    const [finding] = findings(good, 'workflow', { fileName }).filter(({ rule }) => rule === 'file-name');
    expect(finding).toMatchObject({ severity: 'error', line: 1, fix: { fileName: better } });
  });

  test('warns of the code of a country that is a rare language as well', () => {
    expect(findings(good, 'page', { fileName: 'kr.txt' })).toMatchObject([
      { rule: 'file-name', severity: 'warning', fix: { fileName: 'ko.txt' } },
    ]);
  });

  test.each(['ko.txt', 'template.txt', 'my_file.txt', 'new.txt', 'good.properties'])(
    'takes no offence at %s',
    (fileName) => {
      expect(findings(good, 'page', { fileName })).toEqual([]);
    },
  );

  test('says that there is no language with an unknown code', () => {
    expect(findings(good, 'page', { fileName: 'xx.txt' })).toMatchObject([{ rule: 'file-name' }]);
  });

  test('asks for no language where there is one file', () => {
    expect(findings('subject=s\nmessage=m\n', 'assign-task', { fileName: 'ko_KR.txt' })).toEqual([]);
  });

  test('leaves the shipped way to write alone', () => {
    const text = [
      `subject=[AEM]: \${userFullName}`,
      'header=----\\n \\',
      `        Time: \${time}\\n \\`,
      '        ----\\n\\n',
      `message=Changes: \\n\\n\${modifications}\\n`,
      '',
      '# a comment \\',
      'footer=\\n \\',
      '        See http://host:4502/x?a=b&c=d#e\\n \\',
      '        Q:\\nA "quoted\\" text.',
      '',
    ].join('\n');
    expect(findings(text)).toEqual([]);
  });

  test.each([
    ['keys of no use', 'a=b\n'],
    ['lost continuations', 'message=a\\n\nb c\n'],
    ['variables', `\${tme} \${`],
    ['Windows paths', 'C:\\temp\\new '],
    ['backslashes', '\\'],
    ['open braces', '{'],
    ['tags', '</p><'],
    ['UTF-8', utf8('한é')],
    ['é and blanks', 'é\u00a0'],
    ['\\u', '\\u'],
    ['blank lines', '\\\n\n'],
    ['wrapped lines', 'x\\n\\\n'],
  ])('goes through 1 MB of %s quickly and tells only what somebody reads', (_, piece) => {
    const text = `subject=s\nmessage=${piece.repeat(1_000_000 / piece.length)}`;
    const started = performance.now();
    const { findings: found } = lint({ text, set: templateSet('assign-task'), original: text });
    expect(performance.now() - started).toBeLessThan(30_000);
    expect(found.length).toBeLessThanOrEqual(500);
    expect(readProperties(text).text).toBe(text);
  });
});
