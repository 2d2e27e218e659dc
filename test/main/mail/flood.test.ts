import { beforeAll, describe, expect, it } from 'vitest';
import { type Certificates, makeCertificates } from './certificates.ts';
import { endlessly } from './hostile/misdeeds.ts';
import { moments, startUntil } from './hostile/moments.ts';
import { probe } from './probe.ts';

let certificates: Certificates;
beforeAll(async () => {
  certificates = await makeCertificates();
});

const MEGABYTE = 1_048_576;
const BANNER = 100 * MEGABYTE;
/** What TLS and the system hold between the two ends, with room. */
const UNDER_WAY = 16 * MEGABYTE;
const GROWTH = 40 * MEGABYTE;

const shapes = [
  { what: 'one line', text: 'a', evidence: 'POSTKEY_LINE_TOO_LONG' },
  { what: 'lines', text: '220-welcome\r\n', evidence: 'POSTKEY_RESPONSE_TOO_LARGE' },
] as const;

const rows = moments
  .filter(({ at }) => at === 'greeting')
  // Only SMTP greets in more than one line.
  .flatMap((moment) =>
    shapes
      .filter((_, line) => line === 0 || moment.protocol === 'smtp')
      .map((shape) => ({ ...moment, ...shape })),
  );

describe('a banner of 100 MB, sent as fast as it is read', () => {
  it.each(rows)(
    'of $what by $protocol ($security) is left unread, and no memory is spent on it',
    async (row) => {
      const piece = Buffer.from(row.text.repeat(65_536 / row.text.length));
      await using server = await startUntil(row, endlessly(piece, BANNER), certificates.good);
      const { protocol, security } = row;
      const target = { protocol, security, port: server.port, ca: certificates.ca } as const;
      const before = process.memoryUsage().rss;
      const { failed, outcome } = await probe(target);
      expect(failed).toMatchObject({ step: 'greeting', evidence: row.evidence });
      expect(process.memoryUsage().rss - before).toBeLessThan(GROWTH);
      expect(JSON.stringify(outcome).length).toBeLessThan(300_000);
      await server.emptied();
      expect(server.sent()).toBeLessThan(UNDER_WAY);
    },
  );
});
