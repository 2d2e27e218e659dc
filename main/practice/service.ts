import type { i18n } from 'i18next';
import type { PracticeFaults, PracticeStatus } from '../../preload/contract/index.ts';
import { Failure } from '../explain/failure.ts';
import { wellBehaved } from './misbehaviour.ts';
import type { Practice } from './practice.ts';
import {
  findPractice,
  notRunning,
  publishWhereabouts,
  type Whereabouts,
  withdrawWhereabouts,
} from './whereabouts.ts';

/** Starts and stops the practice provider of a data folder; another process may be running it already. */
export interface PracticeService {
  status(): Promise<PracticeStatus>;
  /** The one that runs, or a new one. @param port of the OAuth server; by default the system chooses */
  start(texts: i18n, port?: number): Promise<Practice | null>;
  /** Stops the one this process started. */
  stop(): Promise<void>;
  /** Fails on purpose from now on. @throws Failure `PRACTICE_NOT_RUNNING` where this process does not run it */
  misbehave(change: Partial<PracticeFaults>): Promise<void>;
  /** @throws Failure `PRACTICE_NOT_RUNNING` where this process does not run it */
  expireAccessTokens(): Promise<void>;
  /** @throws Failure `PRACTICE_NOT_RUNNING` */
  find(): Promise<Whereabouts>;
}

export function createPracticeService(folder: string): PracticeService {
  let running: Promise<Practice> | undefined;
  let faults: PracticeFaults = wellBehaved;

  async function own(): Promise<Practice> {
    return (await running) ?? Promise.reject(notRunning());
  }

  async function found(): Promise<Whereabouts | null> {
    try {
      return await findPractice(folder);
    } catch (error) {
      if (error instanceof Failure && error.code === 'PRACTICE_NOT_RUNNING') return null;
      throw error;
    }
  }

  async function launch(texts: i18n, port: number | undefined): Promise<Practice> {
    // The servers are large; whoever does not practise never loads them.
    const { startPractice } = await import('./practice.ts');
    const practice = await startPractice({ folder, texts, ...(port === undefined ? {} : { port }) });
    try {
      await publishWhereabouts(folder, practice);
      return practice;
    } catch (error) {
      await practice.close();
      throw error;
    }
  }

  return {
    async status() {
      const where = await found();
      if (!where) return { running: false };
      const { address, endpoints } = where;
      return { running: true, issuer: endpoints.issuer ?? '', address, faults: running ? faults : null };
    },
    async start(texts, port) {
      if (!running && (await found())) return null;
      running ??= launch(texts, port).catch((error: unknown) => {
        running = undefined;
        throw error;
      });
      return running;
    },
    async stop() {
      const practice = await running?.catch(() => undefined);
      running = undefined;
      faults = wellBehaved;
      if (!practice) return;
      await withdrawWhereabouts(folder);
      await practice.close();
    },
    async misbehave(change) {
      (await own()).misbehave(change);
      faults = { ...faults, ...change };
    },
    expireAccessTokens: async () => (await own()).expireAccessTokens(),
    find: () => findPractice(folder),
  };
}
