import type { TemplateFormat } from '../../preload/contract/index.ts';
import { readProperties } from './properties/document.ts';
import { utf8Mark } from './properties/encoding.ts';

const ownKeys: ReadonlySet<string> = new Set(['subject', 'header', 'message', 'footer']);
const mailHeader = /^[A-Z][A-Za-z]*(?:-[A-Za-z]+)*:[ \t]*\S?/;

/**
 * What kind of template a text is. Besides properties files there are two that AEM reads in other ways:
 *
 * - `mail-template`: `com.day.cq.commons.mail.MailTemplate`, header lines, a blank line, the body
 * - `forms-jee`: the notifications of AEM Forms JEE, with variables between `@@`
 */
export function formatOf(text: string): TemplateFormat {
  const start = text.slice(utf8Mark(text).length, 20_000);
  if (isMailTemplate(start)) return 'mail-template';
  const hasOwnKey = readProperties(start).entries.some(({ key }) => ownKeys.has(key.text));
  return !hasOwnKey && /@@[a-z][a-z-]{2,40}@@/.test(start) ? 'forms-jee' : 'properties';
}

/** Header lines with a `Subject:` or an address among them, and behind a blank line something else. */
function isMailTemplate(start: string): boolean {
  const lines = start.split(/\r\n|\n|\r/);
  const blank = lines.indexOf('');
  const headers = blank < 0 ? [] : lines.slice(0, blank);
  return (
    headers.length > 0 &&
    headers.every((line) => mailHeader.test(line) || /^[ \t]/.test(line)) &&
    headers.some((line) => /^(Subject|From|To|Cc|Bcc|Reply-To):/.test(line)) &&
    lines.slice(blank).some((line) => line.trim() !== '')
  );
}
