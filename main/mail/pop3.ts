import {
  type Conversation,
  inItsWords,
  type Protocol,
  requireStartTls,
  startLogin,
  startTlsRefused,
  unexpected,
} from './conversation.ts';

/** POP3 (RFC 1939, RFC 2449, RFC 5034): messages are counted. */
export const pop3: Protocol = {
  proofs: ['count'],

  async converse(conversation) {
    const { dialogue, server, step } = conversation;
    let capabilities: readonly string[] = [];
    await step('greeting', () => expectOk(conversation));
    await step('capabilities', async () => {
      capabilities = await askCapabilities(conversation);
      return { detail: capabilities.join(', '), capabilities };
    });
    if (server.security === 'starttls') {
      await step('starttls', async () => {
        requireStartTls(conversation, capabilities, 'STLS');
        dialogue.send('STLS');
        await expectOk(conversation, startTlsRefused);
        const secured = await dialogue.secure();
        capabilities = await askCapabilities(conversation);
        return { detail: secured, capabilities };
      });
    }
    await step('authenticate', () => authenticate(conversation, capabilities));
    const pipelining = capabilities.includes('PIPELINING');
    await step('count', () => {
      if (pipelining) dialogue.send('STAT', 'QUIT');
      else dialogue.send('STAT');
      return expectOk(conversation);
    });
    return () => {
      if (!pipelining) dialogue.send('QUIT');
      return dialogue.readLine();
    };
  },
};

/** A server without CAPA has no extensions. */
async function askCapabilities(conversation: Conversation): Promise<readonly string[]> {
  const { dialogue } = conversation;
  dialogue.send('CAPA');
  const status = await dialogue.readLine();
  if (/^-ERR\b/i.test(status)) return [];
  if (!/^\+OK\b/i.test(status)) throw unexpected(conversation, status);
  const capabilities: string[] = [];
  for (let line = await dialogue.readLine(); line !== '.'; line = await dialogue.readLine()) {
    capabilities.push(line.trim().toUpperCase());
  }
  return capabilities;
}

/** In two lines: Exchange refuses an initial response on the line of the command. */
async function authenticate(conversation: Conversation, capabilities: readonly string[]): Promise<string> {
  const { dialogue, fail } = conversation;
  const offered = capabilities
    .filter((line) => line.startsWith('SASL '))
    .flatMap((line) => line.slice(5).split(/ +/));
  const login = startLogin(conversation, offered);
  dialogue.send(`AUTH ${login.mechanism}`);
  let reply = await dialogue.readLine();
  if (isChallenge(reply)) {
    dialogue.send({ line: login.response, shown: login.shown });
    reply = await dialogue.readLine();
  }
  let challenge = '';
  if (isChallenge(reply)) {
    challenge = `\n${login.refuse(reply.slice(2).trim())}`;
    reply = await dialogue.readLine();
  }
  if (/^-ERR\b/i.test(reply)) throw fail('protocol', reply + challenge);
  if (!/^\+OK\b/i.test(reply)) throw unexpected(conversation, reply);
  return `${login.mechanism} · ${reply}`;
}

/** @returns the text after `+OK` */
async function expectOk(conversation: Conversation, refused = inItsWords): Promise<string> {
  const reply = await conversation.dialogue.readLine();
  if (/^-ERR\b/i.test(reply)) throw refused(conversation, reply);
  if (!/^\+OK\b/i.test(reply)) throw unexpected(conversation, reply);
  return reply.slice(3).trim();
}

function isChallenge(reply: string): boolean {
  return reply === '+' || reply.startsWith('+ ');
}
