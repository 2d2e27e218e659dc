import { createExplainer } from '../../main/explain/explain.ts';
import { median, milliseconds, printTable, verdict } from './table.ts';

const rounds = 15;
const size = 5 * 1024 * 1024;
const goalMs = 1_000;

/** Explaining a log of 5 MB, against only reading it through once for the word that matters. */
const line =
  '2026-11-21 10:00:00,123 INFO [main] com.example.mail.Sender - delivered message 4711 to the queue\n';
const error =
  '2026-11-21 10:00:01,007 ERROR [main] javax.mail.AuthenticationFailedException: 535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.\n';
const logs = {
  'one error at its end': `${line.repeat(Math.floor((size - error.length) / line.length))}${error}`,
  'an error on every line': error.repeat(Math.floor(size / error.length)),
  'one line without an end': 'x'.repeat(size - error.length) + error,
};

const explain = await createExplainer('en');
const scan = (log: string) => /5\.7\.139.{0,80}disabled for the Tenant/.test(log);
const rows = Object.entries(logs).map(([name, log]) => {
  const explained: number[] = [];
  const scanned: number[] = [];
  for (let round = -2; round < rounds; round += 1) {
    const [a, b] = [time(() => scan(log)), time(() => explain(log))];
    if (round < 0) continue;
    scanned.push(a);
    explained.push(b);
  }
  const [ours, theirs] = [median(explained), median(scanned)];
  return [name, milliseconds(theirs), milliseconds(ours), verdict(ours <= goalMs, `at most ${goalMs} ms`)];
});
printTable(`Explaining a log of 5 MB (medians of ${rounds})`, [['', 'one search', 'explained', ''], ...rows]);

function time(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
