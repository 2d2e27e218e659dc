import {
  type Conversation,
  inItsWords,
  type Protocol,
  requireStartTls,
  startLogin,
  startTlsRefused,
  unexpected,
} from './conversation.ts';

interface Response {
  readonly status: string;
  /** The tagged line as it came. */
  readonly tagged: string;
  readonly untagged: readonly string[];
}

/** Tags are numbered within one conversation. */
type Tagger = () => string;

/** IMAP (RFC 9051, RFC 3501): INBOX is opened read-only, since Exchange can accept a login and then refuse it. */
export const imap: Protocol = {
  proofs: ['mailbox'],

  async converse(conversation) {
    const { dialogue, fail, server, step } = conversation;
    const nextTag = tagger();
    let capabilities: readonly string[] = [];
    let greeting = '';
    await step('greeting', async () => {
      greeting = await readResponseLine(conversation);
      // Without a login the token stays unproven.
      if (/^\* PREAUTH\b/i.test(greeting)) throw fail('protocol', `POSTKEY_IMAP_PREAUTH ${greeting}`);
      if (/^\* BYE\b/i.test(greeting)) throw fail('protocol', greeting);
      if (!/^\* OK\b/i.test(greeting)) throw unexpected(conversation, greeting);
      return greeting.slice(2);
    });
    await step('capabilities', async () => {
      capabilities = announced([greeting]) ?? (await askCapabilities(conversation, nextTag()));
      return { detail: capabilities.join(' '), capabilities };
    });
    if (server.security === 'starttls') {
      await step('starttls', async () => {
        requireStartTls(conversation, capabilities, 'STARTTLS');
        const tag = nextTag();
        dialogue.send(`${tag} STARTTLS`);
        await expectOk(conversation, tag, startTlsRefused);
        const secured = await dialogue.secure();
        capabilities = await askCapabilities(conversation, nextTag());
        return { detail: secured, capabilities };
      });
    }
    await step('authenticate', () => authenticate(conversation, nextTag(), capabilities));
    await step('mailbox', async () => {
      const tag = nextTag();
      // RFC 9051 §5.5: neither changes what the other means, and servers answer in order.
      dialogue.send(`${tag} EXAMINE INBOX`, `${nextTag()} LOGOUT`);
      const { untagged } = await expectOk(conversation, tag);
      const exists = untagged.find((line) => /^\* \d+ EXISTS/i.test(line));
      return exists === undefined ? 'INBOX' : `INBOX · ${exists.slice(2)}`;
    });
    return async () => {
      while ((await readResponseLine(conversation)).startsWith('*'));
    };
  },
};

function tagger(): Tagger {
  let count = 0;
  return () => {
    count += 1;
    return `p${count}`;
  };
}

async function authenticate(
  conversation: Conversation,
  tag: string,
  capabilities: readonly string[],
): Promise<string> {
  const { dialogue, fail } = conversation;
  const offered = capabilities.filter((name) => name.startsWith('AUTH=')).map((name) => name.slice(5));
  const login = startLogin(conversation, offered);
  const request = `${tag} AUTHENTICATE ${login.mechanism}`;
  let sent = capabilities.includes('SASL-IR');
  dialogue.send(
    sent ? { line: `${request} ${login.response}`, shown: `${request} ${login.shown}` } : request,
  );

  let challenge = '';
  const { status, tagged } = await readResponse(conversation, tag, (text) => {
    if (challenge !== '') throw unexpected(conversation, `+ ${text}`);
    if (sent && text !== '') challenge = `\n${login.refuse(text)}`;
    else dialogue.send({ line: login.response, shown: login.shown });
    sent = true;
  });
  if (status !== 'OK') throw fail('protocol', tagged + challenge);
  return `${login.mechanism} · ${tagged.slice(tag.length + 1)}`;
}

async function askCapabilities(conversation: Conversation, tag: string): Promise<readonly string[]> {
  const { untagged, tagged } = await command(conversation, tag, 'CAPABILITY');
  return announced([...untagged, tagged]) ?? [];
}

/** What `* CAPABILITY …` or a `[CAPABILITY …]` code lists. */
function announced(lines: readonly string[]): readonly string[] | undefined {
  for (const line of lines) {
    const list =
      /^\* CAPABILITY (.*)$/i.exec(line)?.[1] ?? /^\S+ OK \[CAPABILITY ([^\]]*)\]/i.exec(line)?.[1];
    if (list !== undefined) return list.trim().toUpperCase().split(/ +/);
  }
  return undefined;
}

async function command(conversation: Conversation, tag: string, text: string): Promise<Response> {
  conversation.dialogue.send(`${tag} ${text}`);
  return await expectOk(conversation, tag);
}

async function expectOk(conversation: Conversation, tag: string, refused = inItsWords): Promise<Response> {
  const response = await readResponse(conversation, tag, (challenge) => {
    throw unexpected(conversation, `+ ${challenge}`);
  });
  if (response.status !== 'OK') throw refused(conversation, response.tagged);
  return response;
}

/** Reads up to the tagged line. `onChallenge` gets the text of each continuation request. */
async function readResponse(
  conversation: Conversation,
  tag: string,
  onChallenge: (text: string) => void,
): Promise<Response> {
  const untagged: string[] = [];
  const completion = new RegExp(`^${tag} (OK|NO|BAD)\\b`, 'i');
  for (;;) {
    const line = await readResponseLine(conversation);
    if (/^\* BYE\b/i.test(line)) throw conversation.fail('protocol', line);
    if (line.startsWith('* ')) untagged.push(line);
    else if (line === '+' || line.startsWith('+ ')) onChallenge(line.slice(2).trim());
    else {
      const [, status] = completion.exec(line) ?? [];
      if (status === undefined) throw unexpected(conversation, line);
      return { status: status.toUpperCase(), tagged: line, untagged };
    }
  }
}

/** One response line with the literals inside it (RFC 9051 §4.3). */
async function readResponseLine({ dialogue }: Conversation): Promise<string> {
  const parts: string[] = [];
  for (;;) {
    const line = await dialogue.readLine();
    parts.push(line);
    const size = /\{(\d{1,15})\}$/.exec(line)?.[1];
    if (size === undefined || !parts[0]?.startsWith('* ')) return parts.join('');
    parts.push(await dialogue.readLiteral(Number(size)));
  }
}
