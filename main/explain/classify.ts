import type { ErrorCode, FailureClass, Where } from '../../preload/contract/index.ts';
import { isReport, lineAround } from './report.ts';

/** What can be said of a failure that no signature fits. */
export interface Classified {
  readonly class: FailureClass;
  readonly retryable: boolean;
  /** The line that gave it away. */
  readonly line: string;
}

interface Sign {
  readonly pattern: RegExp;
  readonly class: FailureClass;
  readonly retryable?: true;
}

/** Cheap evidence, the most telling first. */
const SIGNS: readonly Sign[] = [
  { pattern: /POSTKEY_VAULT_\w+/, class: 'vault' },
  { pattern: /POSTKEY_(?!PASSPHRASE_FILE)[A-Z_]+/, class: 'unknown' },
  { pattern: /["']?error["']?\s?[:=]\s?["']?(?:\w{0,30}_)?client(?:_\w{1,30})?\b/i, class: 'client' },
  { pattern: /["']?error["']?\s?[:=]\s?["']?(?:\w{0,30}_)?(?:grant|token)(?:_\w{1,30})?\b/i, class: 'token' },
  { pattern: /["']?error["']?\s?[:=]\s?["']?(?:\w{0,30}_)?scopes?\b/i, class: 'scope' },
  { pattern: /["']?error["']?\s?[:=]\s?["']?\w{0,30}(?:consent|approval|denied)\w{0,30}/i, class: 'consent' },
  { pattern: /["']?error["']?\s?[:=]\s?["']?\w{0,30}redirect\w{0,30}/i, class: 'redirect' },
  {
    pattern: /["']?error["']?\s?[:=]\s?["']?(?:login|interaction|account|mfa|policy)\w{0,30}/i,
    class: 'sign-in-refused',
  },
  {
    pattern: /["']?error["']?\s?[:=]\s?["']?\w{0,30}(?:unavailable|server|internal)\w{0,30}/i,
    class: 'server',
    retryable: true,
  },
  {
    pattern: /(?:^|[\s"'(:])5(?:3[0-9]|54)[\s:-]+(?:5\.7\.\d{1,3}\b|[^\n]{0,60}(?:auth|login|credential))/im,
    class: 'sign-in-refused',
  },
  { pattern: /(?:^|[\s"'(:])4\d\d[\s:-]+4\.\d{1,3}\.\d{1,3}\b/m, class: 'server', retryable: true },
  { pattern: /(?:^|[\s"'(:])50[0-4][\s:-]+5\.\d{1,3}\.\d{1,3}\b/m, class: 'configuration' },
  { pattern: /(?:^|[\s"'(:])5\d\d[\s:#-]+5\.\d{1,3}\.\d{1,3}\b/m, class: 'mailbox' },
  { pattern: /^(?:421|45\d)[ -]\w/m, class: 'server', retryable: true },
  { pattern: /^5[0-5]\d[ -]\w/m, class: 'mailbox' },
  { pattern: /^-ERR\b/im, class: 'mailbox' },
  { pattern: /^(?:(?:\*|[A-Za-z.]{0,8}\d{1,9})\sNO\s\S|NO\s\[\w)/m, class: 'mailbox' },
  { pattern: /^(?:\*|[A-Za-z.]{0,8}\d{1,9})\sBAD\s\S/m, class: 'configuration' },
  { pattern: /^\*\sBYE\s(?!.{0,40}logging\sout)/im, class: 'network', retryable: true },
  {
    pattern:
      /SSL\w{0,20}Exception|ERR_(?:SSL|TLS)_\w+|\b(?:ssl|tls)[\w ]{0,30}\balert\b|\b(?:ssl|tls) handshake (?:failed|failure|error)|SSL routines:/i,
    class: 'tls',
  },
  {
    pattern:
      /\b(?:HTTP(?:\/\d(?:\.\d)?)?|status(?:[ _]?code)?|response code|error)\b["']?[:= ]{0,3}5\d\d\b|\b5\d\d (?:Internal|Bad Gateway|Service|Gateway)/i,
    class: 'server',
    retryable: true,
  },
  {
    pattern:
      /\b(?:HTTP(?:\/\d(?:\.\d)?)?|status(?:[ _]?code)?|response code|error)\b["']?[:= ]{0,3}40[13]\b|\b40[13] (?:Unauthorized|Forbidden)/i,
    class: 'sign-in-refused',
  },
  {
    pattern:
      /\b(?:HTTP(?:\/\d(?:\.\d)?)?|status(?:[ _]?code)?|response code|error)\b["']?[:= ]{0,3}4\d\d\b|\b400 Bad Request/i,
    class: 'client',
  },
  { pattern: /\b(?:ENOSPC|EROFS|EDQUOT|EACCES|EPERM|EBUSY|EMFILE|ENOENT)(?=[:,'"]|$)/m, class: 'storage' },
  {
    pattern:
      /\bE(?:AI|CONN|HOST|NET|SOCKET|TIME|PROTO)[A-Z_]{2,30}\b|UND_ERR_\w+|\bERR_(?:CONNECTION|NAME|PROXY|NETWORK|INTERNET|TUNNEL)_\w+|(?:Socket|Connect\w{0,20}|NoRouteToHost|UnknownHost)Exception|\bsocket\.\w{1,20}error\b/i,
    class: 'network',
    retryable: true,
  },
  {
    pattern: /["']error["']\s?:\s?(?:["'{]\s?["']?[\w.]{2,60})|[?&#]error=\w{2,60}|^error=\w{2,60}/im,
    class: 'unknown',
  },
  { pattern: /AADSTS\d{4,8}/, class: 'unknown' },
  {
    pattern:
      /\b(?:authenticat\w+|login|logon|sign-?in)\b[\w :-]{0,40}\b(?:fail\w*|refused|rejected|denied|not accepted|unsuccessful|not permitted|not allowed)\b/i,
    class: 'sign-in-refused',
  },
  { pattern: /\b(?:[A-Z]\w{0,60}|\w{1,60}\.\w{1,60})(?:Exception|Error): \S/, class: 'unknown' },
];

/** Words of failure near words of mail and sign-in, in a line that is not a tale. */
const TOLD =
  /\b(?:mail|smtp|imap|pop3?|oauth|token|tenant|mailbox|consent|certificate|server|connection|authoriz\w+|recipient|sender|relay)\b.{0,80}\b(?:fail\w*|refused|denied|rejected|could not|cannot|unable|not allowed|not permitted|disabled|blocked|expired|timed? ?out|invalid|forbidden|locked|quarantined|suspended)\b|\b(?:fail(?:ed|ure)?|refused|denied|rejected|could not|cannot|unable|error)\b.{0,80}\b(?:mail|smtp|imap|pop3?|oauth|token|tenant|mailbox|consent|certificate|server|connection|authoriz\w+|recipient|sender)\b/i;

/** A tale of failure counts in a short text only. */
const TOLD_LIMIT = 400;

/** The class of a failure that no signature knows, by the words it is told in; undefined where none is told. */
export function classify(text: string): Classified | undefined {
  for (const sign of SIGNS) {
    const hit = sign.pattern.exec(text);
    if (!hit || !isReport(text, hit.index + 1, hit[0])) continue;
    return { class: sign.class, retryable: sign.retryable ?? false, line: lineAround(text, hit.index + 1) };
  }
  if (text.length > TOLD_LIMIT) return undefined;
  const told = TOLD.exec(text);
  if (
    !told ||
    !isReport(text, told.index, told[0]) ||
    /\b(?:no|0|zero|without) (?:errors?|failures?)\b/i.test(text)
  )
    return undefined;
  return { class: 'unknown', retryable: false, line: text };
}

const BY_CODE: Readonly<Record<ErrorCode, FailureClass>> = {
  INVALID_INPUT: 'configuration',
  NOT_FOUND: 'configuration',
  ALREADY_EXISTS: 'configuration',
  NEEDS_SIGN_IN: 'token',
  CONSENT_FAILED: 'consent',
  TOKEN_FAILED: 'token',
  NETWORK_FAILED: 'network',
  MAIL_FAILED: 'mailbox',
  VAULT_LOCKED: 'vault',
  VAULT_DAMAGED: 'vault',
  WRITE_FAILED: 'storage',
  FILE_BUSY: 'storage',
  EXPORT_FAILED: 'configuration',
  IMPORT_REFUSED: 'configuration',
  TEMPLATE_REFUSED: 'configuration',
  PRACTICE_NOT_RUNNING: 'configuration',
  CANCELLED: 'none',
};

const BY_STEP: Readonly<Partial<Record<Where, FailureClass>>> = {
  dns: 'network',
  network: 'network',
  tls: 'tls',
  vault: 'vault',
  file: 'storage',
};

/** The class of a failure of which only the place and the code are known. */
export function classOfFailure(code: ErrorCode, where: Where): FailureClass {
  return BY_STEP[where] ?? BY_CODE[code];
}
