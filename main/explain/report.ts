/** A line of program text or of a comment: it mentions failures and reports none. */
const PROGRAM =
  /^(?:\/\/|\/\*|\*\s(?!BYE|bye|NO|no\b|BAD|bad\b|OK|ok\b|PREAUTH)|--\s|import\s|export\s|const\s|let\s|var\s|function\s|def\s|class\s|return\s|elif\s|case\s)|[!=]==|\bif\s?\(|\bcase\s["'`]|\bcatch\s?\(|=>|\bexcept\s\w|\.includes\(|\bthrow\s|\$\{|[)\]}'`]\s?;\s*$|\b(?:err|error|res|ctx)\.\w{1,30}\s=\s|\braise\s[A-Z]|(?:err|error|e|ex|exc)\.(?:code|error|message|name)\s?={2,3}|\bassert\w{0,20}\(|\bexpect\(|\bcontinue;|\bbreak;|[a-z]\(["'`][\w.]{1,60}["'`],\s\(\)/;

/** Words of those who explain rather than report. */
const PROSE =
  /\b(?:if\s(?:you|it|the\s(?:server|provider|token))\s(?:see|get|ever|returns?|answers?|says|has\s)|for\sexample|e\.g\.|such\sas|(?:may|might|can|could|would|will|should)\s(?:also\s)?(?:see|get|return|fail|throw|happen|be\s(?:returned|refused|seen))|is\sreturned\swhen|(?:return|throw|raise|answer)s?\s(?:an?\s)?\S{1,40}\swhen|means\sthat|meanings?\sof|stands\sfor|(?:handle|retry|retries|retried|test)s?\s(?:on|for|that|of)\s|\bhandling\sof\b|\bsee\salso\b|changelog|release\snotes|documentation|glossary|we\snow\s|refused\sto\s\w+\suntil)\b/i;

/** A person who asks about a failure of their own, however they put it. */
const OWN_TROUBLE =
  /\b(?:i|we|users?|it)(?:'m|\sam|\sare|\skeep|\salways|\snow|\sonly|\sstill)?\s(?:get|gets|got|getting|see|saw|receive|received)\b|\bfails?\swith\b|\bfailed\swith\b|\bany\sidea|\bplease\shelp|\bfollowing\serror/i;

/** What stands around an error word that is meant. */
const TROUBLE =
  /error|fail|exception|denied|refus|reject|unable|could\snot|couldn't|cannot|can't|status|\b4\d\d\b|\b5\d\d\b|warn|fatal|severe|panic|critical|connect|getaddrinfo|listen|\bread\b|\bwrite\b|query|timed\sout|\bcode\b|traceback|caused|invalid|authorization/i;

/** A word such as `invalid_grant` or `ECONNRESET`: a name, which may stand anywhere. */
const NAME = /^[A-Za-z_]+$/;

/** What Postkey itself found out: nobody else writes that, and a long path behind it makes it no prose. */
const OWN_WORD = /^POSTKEY_[A-Z_]+$/;

/** Whether a match is a report of a failure, and not a mention in a program, a manual or a note. */
export function isReport(text: string, at: number, match: string): boolean {
  if (OWN_WORD.test(match)) return true;
  const line = lineAround(text, at);
  if (OWN_TROUBLE.test(line)) return true;
  const isName = NAME.test(match);
  if (PROGRAM.test(line) || isListed(line) || PROSE.test(isName ? line : near(text, at, match.length)))
    return false;
  return !isName || text.length < 3 * match.length + 40 || (TROUBLE.test(line) && !line.startsWith('# '));
}

const SAID_AFTER = 30;

/** What leads to a match in its line, and a little after it: servers, too, explain at length what may be wrong. */
function near(text: string, at: number, length: number): string {
  const start = Math.max(text.lastIndexOf('\n', at - 1) + 1, at - LINE_LIMIT);
  const end = text.indexOf('\n', at + length);
  return text.slice(start, Math.min(end === -1 ? text.length : end, at + length + SAID_AFTER));
}

/** A row of a table or list that names the word between back quotes or bars. */
function isListed(line: string): boolean {
  return /^(?:\||[-*]\s`|\d{1,3}\.\s`)/.test(line) || /`[\w.]{3,60}`/.test(line);
}

const LINE_LIMIT = 600;

/** The line of a match; of a very long one the part near the match. */
export function lineAround(text: string, at: number): string {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const end = text.indexOf('\n', at);
  return text.slice(
    Math.max(start, at - LINE_LIMIT),
    Math.min(end === -1 ? text.length : end, at + LINE_LIMIT),
  );
}
