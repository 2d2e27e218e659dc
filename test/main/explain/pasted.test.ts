import { beforeAll, describe, expect, test } from 'vitest';
import { createExplainer, type Explainer } from '../../../main/explain/explain.ts';
import { catalogue } from '../../../main/explain/signatures/catalogue.ts';

/** Base64 does not survive another case, and a placeholder inside JSON is how AEM's own configuration looks. */
const signatures = catalogue
  .flatMap((family) => family.signatures)
  .filter(({ id }) => !id.startsWith('sasl-challenge') && id !== 'aem-placeholder');

/** What happens to an error text between the server and the person who pastes it. */
const ways: readonly (readonly [string, (text: string) => string])[] = [
  ['after a time stamp', (text) => `2026-10-01T10:22:01.123Z ${text}`],
  ['after a logger', (text) => `2026-10-01 10:22:01,123 ERROR [mail-3] c.e.mail.Sender - ${text}`],
  ['from syslog', (text) => `Oct  1 10:22:01 mail postfix/smtp[2211]: ${text}`],
  ['quoted in a mail', (text) => `> ${text}`],
  ['in capitals', (text) => text.toUpperCase()],
  ['in small letters', (text) => text.toLowerCase()],
  ['with wide blanks', (text) => text.replaceAll(' ', '   ')],
  ['wrapped at blanks', (text) => wrap(text, 40)],
  ['cut by a terminal', (text) => (text.length > 80 ? text.replace(/[\s\S]{80}(?=.)/g, '$&\n') : text)],
  ['with Windows line ends', (text) => `Log:\r\n${text}\r\n`],
  ['in JSON', (text) => JSON.stringify({ level: 'error', message: text })],
  ['in JSON in JSON', (text) => JSON.stringify({ log: JSON.stringify({ message: text }) })],
  [
    'in a Python exception',
    (text) => `Traceback (most recent call last):\n  File "a.py", line 3, in <module>\nMailError: ${text}`,
  ],
  [
    'in a Java exception',
    (text) => `java.lang.RuntimeException: ${text}\n\tat com.example.Mailer.send(Mailer.java:12)`,
  ],
  [
    'in a PHP message',
    (text) => `PHP Fatal error:  Uncaught Exception: ${text} in /var/www/html/mail.php:12`,
  ],
  ['in an HTML page', (text) => `<html><body><h1>Error</h1><p>${escapeHtml(text)}</p></body></html>`],
  ['as UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').toString('latin1')],
  ['in colour', (text) => `\u001b[31m${text}\u001b[0m`],
  ['with smart quotes', (text) => text.replaceAll("'", '\u2019').replaceAll(' - ', ' \u2013 ')],
];

function wrap(text: string, width: number): string {
  return text.replace(new RegExp(`([^\\n]{1,${width}}) `, 'g'), '$1\n');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

let explain: Explainer;
beforeAll(async () => {
  explain = await createExplainer('en');
});

describe.each(ways)('an error text %s', (_, change) => {
  test.each(signatures.map(({ id, example }) => [id, example] as const))('is still %s', (id, example) => {
    expect(explain(change(example)).id).toBe(id);
  });
});
