import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../built.ts';
import { nextEvent, nextJson, postkey, startPostkey } from '../postkey.ts';
import { type MailServers, mailServersAvailable, startMailServers } from './mail-servers.ts';
import { type OpenidProvider, startOpenidProvider } from './openid-provider.ts';

const availability = mailServersAvailable();
const skipped = availability.available ? '' : ` (SKIPPED: ${availability.why})`;
if (!availability.available) process.stderr.write(`Skipping Dovecot and Postfix: ${availability.why}\n`);

describe.skipIf(!availability.available)(
  `the whole path on the command line, on a certified OpenID provider, Dovecot and Postfix${skipped}`,
  () => {
    let folder: string;
    let provider: OpenidProvider;
    let servers: MailServers;
    let account: string;

    beforeAll(async () => {
      await ensureBuilt();
      folder = await mkdtemp(join(tmpdir(), 'postkey-path-'));
      provider = await startOpenidProvider({ address: 'mailer@postkey.test' });
      const { introspectionEndpoint: url, resourceServer } = provider;
      servers = await startMailServers({ folder, introspection: { url, resourceServer } });
    });
    afterAll(async () => {
      await servers?.close();
      await provider?.close();
      await rm(folder, { recursive: true, force: true });
    });

    async function run<T>(
      args: readonly string[],
      stdin = '',
    ): Promise<{ status: number | null; document: T }> {
      const { status, stdout } = await postkey([...args, '--json', '--data', join(folder, 'data')], {
        stdin,
      });
      return { status, document: JSON.parse(stdout) };
    }

    it('adds the account by its issuer and its servers', async () => {
      const servername = ({ host, port, security }: MailServers['imap']) => `${host}:${port}:${security}`;
      const { status, document } = await run<{ id: string }>(
        [
          ...['add', '--key-file', '--provider', 'custom', '--address', provider.address],
          ...['--client-id', provider.client.id, '--client-secret-file', '-', '--purpose', 'aem-cloud'],
          ...['--set', `issuer=${provider.issuer}`, '--set', `scopes=${provider.scopes.join(' ')}`],
          ...['--set', `imap=${servername(servers.imap)}`, '--set', `smtp=${servername(servers.smtp)}`],
          ...['--set', `pop3=${servername(servers.pop3)}`, '--set', `ca=${servers.ca}`],
        ],
        provider.client.secret,
      );
      expect(status).toBe(0);
      account = document.id;
    });

    it('signs in', async () => {
      const args = ['sign-in', account, '--no-open', '--json', '--data', join(folder, 'data')];
      const attempt = startPostkey(args);
      const { url } = await nextEvent<{ event: string; url: string }>(attempt.stderr, 'open');
      const landed = await fetch(await provider.approve(url));
      expect(landed.status).toBe(200);
      expect(await nextJson(attempt.stdout)).toMatchObject({ account, missingScopes: [] });
      expect(await attempt.ended).toMatchObject({ status: 0 });
    });

    it('hands out the token, and refreshes it with a rotated refresh token each time', async () => {
      const token = async () => (await run<{ accessToken: string }>(['token', account])).document.accessToken;
      const tokens = [await token()];
      for (let time = 0; time < 2; time += 1) {
        const { document } = await run(['refresh', account, '--force']);
        expect(document).toEqual({ refreshed: [account], skipped: [], failed: [] });
        tokens.push(await token());
      }
      expect(new Set(tokens)).toHaveLength(3);
    });

    it('proves SMTP, IMAP and POP3, and that a message comes round', async () => {
      const { status, document } = await run(['check', account, '--round-trip']);
      expect({ status, document }).toMatchObject({
        status: 0,
        document: {
          ok: true,
          protocols: { smtp: { ok: true }, imap: { ok: true }, pop3: { ok: true } },
          roundTrip: { ok: true },
        },
      });
    });

    it('sends a message with an attachment that arrives as it was', async () => {
      const report = Buffer.from(Array.from({ length: 4096 }, (_, index) => index % 256));
      await writeFile(join(folder, 'report.bin'), report);
      const message = ['--to', provider.address, '--subject', 'Grüße', '--text', 'see attachment'];
      const args = ['send', account, ...message, '--attach', join(folder, 'report.bin')];
      const { status, document } = await run<{ messageId: string; response: string }>(args);
      expect({ status, response: document.response }).toEqual({
        status: 0,
        response: expect.stringMatching(/^250 /),
      });
      const received = await receive(document.messageId);
      expect(received).toMatchObject({ subject: 'Grüße', fileName: 'report.bin' });
      expect(received.bytes.equals(report)).toBe(true);
    });

    it('exports with the secrets that Cloud Manager is to have', async () => {
      const out = join(folder, 'bundle');
      const args = [
        'export',
        '--target',
        'aem-cloud',
        '--account',
        account,
        '--secrets',
        'include',
        '--out',
        out,
      ];
      const { status, document } = await run<{ files: { path: string; secret: boolean }[] }>(args);
      expect(status).toBe(0);
      const variables = document.files.find(({ path }) => path.endsWith('variables.json'));
      expect(variables).toMatchObject({ secret: true });
      const text = await readFile(join(out, variables?.path ?? ''), 'utf8');
      expect(text).toContain(provider.client.secret);
    });

    it('forgets the account and revokes its tokens', async () => {
      const { document: before } = await run<{ accessToken: string }>(['token', account]);
      const { status, document } = await run(['remove', account, '--revoke']);
      expect({ status, document }).toEqual({ status: 0, document: { removed: account, revoked: true } });
      await expect(openInbox(before.accessToken)).rejects.toThrow();
    });

    async function openInbox(accessToken: string): Promise<ImapFlow> {
      const { host, port } = servers.imap;
      const auth = { user: provider.address, accessToken };
      const imap = new ImapFlow({
        host,
        port,
        secure: true,
        tls: { ca: servers.caPem },
        auth,
        logger: false,
      });
      imap.on('error', () => undefined);
      await imap.connect();
      await imap.mailboxOpen('INBOX');
      return imap;
    }

    /** The message with its first attachment as it lies in the mailbox, which may take Postfix a moment. */
    async function receive(messageId: string) {
      const { document } = await run<{ accessToken: string }>(['token', account]);
      const imap = await openInbox(document.accessToken);
      try {
        const find = async () => {
          await imap.noop();
          return (await imap.search({ header: { 'message-id': messageId } }, { uid: true })) || [];
        };
        await expect.poll(find, { timeout: 20_000 }).toHaveLength(1);
        const uid = String((await find())[0]);
        const message = await imap.fetchOne(uid, { envelope: true }, { uid: true });
        const { meta, content } = await imap.download(uid, '2', { uid: true });
        const chunks: Buffer[] = [];
        for await (const chunk of content ?? []) chunks.push(chunk);
        const subject = message ? message.envelope?.subject : undefined;
        return { subject, fileName: meta?.filename, bytes: Buffer.concat(chunks) };
      } finally {
        imap.close();
      }
    }
  },
);
