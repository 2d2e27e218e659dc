import type { MailProtocol, StepName } from '../../../../preload/contract/index.ts';
import type { Identity } from '../certificates.ts';
import { TOKEN } from '../probe.ts';
import {
  act,
  behindStartTls,
  honest,
  type Replies,
  type Reply,
  type ScriptedServer,
  startScripted,
} from '../scripted-server.ts';

/** A point of a check at which the server speaks. */
export interface Moment {
  readonly protocol: MailProtocol;
  readonly security: 'tls' | 'starttls';
  /** What the server is answering, as `Replies` names it. */
  readonly at: string;
  readonly phase: 'clear' | 'handshake' | 'tls';
  /** The step that waits for the answer. */
  readonly step: StepName;
  /** What the server does otherwise than `honest` to get there. */
  readonly otherwise?: Replies;
  readonly token: string;
}

type Row = readonly [at: string, step: StepName, particulars?: { otherwise?: Replies; token?: string }];

/** With a token that is too long for one line with AUTH. */
const inTwoLines = { token: 'x'.repeat(1_800) };
const withoutInitialResponse = {
  otherwise: { CAPABILITY: '* CAPABILITY IMAP4rev1 AUTH=XOAUTH2\r\n$tag OK done', greeting: '* OK ready' },
};

const afterLogin = {
  smtp: [
    ['AUTH XOAUTH2 ', 'authenticate'],
    ['AUTH XOAUTH2', 'authenticate', inTwoLines],
    ['*', 'authenticate', inTwoLines],
    ['MAIL FROM:', 'sender'],
    ['RCPT TO:', 'recipient'],
  ],
  imap: [
    ['AUTHENTICATE XOAUTH2 ', 'authenticate'],
    ['AUTHENTICATE XOAUTH2', 'authenticate', withoutInitialResponse],
    ['*', 'authenticate', withoutInitialResponse],
    ['EXAMINE INBOX', 'mailbox'],
  ],
  pop3: [
    ['AUTH XOAUTH2', 'authenticate'],
    ['*', 'authenticate'],
    ['STAT', 'count'],
  ],
} as const satisfies Record<MailProtocol, readonly Row[]>;

const words = {
  smtp: { capabilities: 'EHLO', upgrade: 'STARTTLS' },
  imap: { capabilities: 'CAPABILITY', upgrade: 'STARTTLS' },
  pop3: { capabilities: 'CAPA', upgrade: 'STLS' },
} as const;

/** Every moment of every protocol, with TLS from the first byte and behind STARTTLS. */
export const moments: readonly Moment[] = (['smtp', 'imap', 'pop3'] as const).flatMap((protocol) => {
  const { capabilities, upgrade } = words[protocol];
  const rest = afterLogin[protocol].map((row: Row) => ['tls', ...row] as const);
  const unlisted = { otherwise: { greeting: '* OK ready' } };
  const tls = [
    ['handshake', 'handshake', 'tls'],
    ['tls', 'greeting', 'greeting'],
    ['tls', capabilities, 'capabilities', protocol === 'imap' ? unlisted : {}],
    ...rest,
  ] as const;
  const starttls = [
    ['clear', 'greeting', 'greeting'],
    ['clear', capabilities, 'capabilities'],
    ['clear', upgrade, 'starttls'],
    ['handshake', 'handshake', 'starttls'],
    ['tls', capabilities, 'starttls'],
    ...rest,
  ] as const;
  return Object.entries({ tls, starttls }).flatMap(([security, rows]) =>
    rows.map(([phase, at, step, particulars]) => ({
      protocol,
      security: security as Moment['security'],
      phase,
      at,
      step,
      token: TOKEN,
      ...particulars,
    })),
  );
});

/** A server that does everything right until `moment`, and then `reply`. */
export function startUntil(moment: Moment, reply: Reply, identity: Identity): Promise<ScriptedServer> {
  const { protocol, security, otherwise, at, phase } = moment;
  const script: Replies =
    security === 'tls'
      ? { ...honest[protocol], ...otherwise }
      : behindStartTls(protocol, identity, otherwise);
  const before = script[at] ?? script['*'];
  const turning: Reply = (peer, line) =>
    act(peer.secured === (phase !== 'clear') ? reply : before, peer, line);
  return startScripted({ ...script, [at]: turning }, security === 'tls' ? identity : undefined);
}
