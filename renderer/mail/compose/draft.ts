import type { sendLimits } from '../../../preload/contract/index.ts';

/** A file to send, under the name it has for the receiver. */
export interface Attachment {
  readonly key: number;
  readonly fileName: string;
  readonly file: File;
}

/** A message as it is typed. */
export interface Draft {
  readonly to: string;
  readonly cc: string;
  readonly replyTo: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly Attachment[];
}

export interface Message {
  readonly to: string[];
  readonly cc: string[];
  readonly replyTo?: string;
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  readonly attachments: { readonly fileName: string; readonly file: File }[];
}

export type DraftProblem =
  | 'to'
  | 'toMissing'
  | 'cc'
  | 'replyTo'
  | 'subject'
  | 'fileName'
  | 'sameName'
  | 'tooMany'
  | 'tooLarge';

/** The contract's own; bytes, and counts. */
export const limits: Pick<typeof sendLimits, 'attachments' | 'attached'> = {
  attachments: 50,
  attached: 48 * 1024 * 1024,
};

/** Base64 makes four bytes of three and breaks lines after 76 (RFC 2045 §6.8). */
const BASE64 = (4 / 3) * (78 / 76);
/** Headers and boundaries of a message, and of each part, in bytes. */
const MESSAGE_HEAD = 1200;
const PART_HEAD = 300;

/** Addresses between commas, semicolons or line breaks; a name in front of `<…>` is left out. */
export function addressesOf(text: string): readonly string[] {
  return text
    .split(/[,;\n]/)
    .map((part) => /<([^<>]*)>\s*$/.exec(part)?.[1] ?? part)
    .map((address) => address.trim())
    .filter((address) => address !== '');
}

/** About how many bytes the message will have on its way. */
export function estimatedBytes({ subject, text, html, attachments }: Draft): number {
  const words = new TextEncoder().encode(subject + text + html).length;
  const files = attachments.reduce((sum, { file }) => sum + file.size * BASE64 + PART_HEAD, 0);
  return Math.round(MESSAGE_HEAD + words + files);
}

/** @param serverLimit the most bytes the server takes; null where it does not say */
export function problemsOf(draft: Draft, serverLimit: number | null): ReadonlySet<DraftProblem> {
  const problems = new Set<DraftProblem>();
  const check = (field: 'to' | 'cc' | 'replyTo') => {
    if (!addressesOf(draft[field]).every(isAddress)) problems.add(field);
  };
  check('to');
  check('cc');
  check('replyTo');
  if (addressesOf(draft.replyTo).length > 1) problems.add('replyTo');
  if (addressesOf(draft.to).length === 0) problems.add('toMissing');
  if (/\p{Cc}/u.test(draft.subject) || draft.subject.length > 900) problems.add('subject');
  const names = draft.attachments.map(({ fileName }) => fileName.trim());
  if (names.some((name) => name === '' || name.length > 255 || /\p{Cc}/u.test(name)))
    problems.add('fileName');
  if (new Set(names).size < names.length) problems.add('sameName');
  if (names.length > limits.attachments) problems.add('tooMany');
  const attached = draft.attachments.reduce((sum, { file }) => sum + file.size, 0);
  const most = serverLimit ?? Number.POSITIVE_INFINITY;
  if (attached > limits.attached || estimatedBytes(draft) > most) problems.add('tooLarge');
  return problems;
}

export function messageOf(draft: Draft): Message {
  const [replyTo] = addressesOf(draft.replyTo);
  return {
    to: [...addressesOf(draft.to)],
    cc: [...addressesOf(draft.cc)],
    ...(replyTo === undefined ? {} : { replyTo }),
    subject: draft.subject,
    ...(draft.text === '' && draft.html !== '' ? {} : { text: draft.text }),
    ...(draft.html === '' ? {} : { html: draft.html }),
    attachments: draft.attachments.map(({ fileName, file }) => ({ fileName: fileName.trim(), file })),
  };
}

/** Whether it looks like one; the app decides. */
function isAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(text);
}
