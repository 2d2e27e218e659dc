import { useEffect, useRef, useState } from 'react';
import type { MessageSummary } from '../../../preload/contract/index.ts';
import { useBackend } from '../../backend.tsx';

export type LiveState =
  | { readonly state: 'off' }
  | { readonly state: 'connecting' }
  /** `idle`: the server tells by itself. */
  | { readonly state: 'listening'; readonly idle: boolean }
  | { readonly state: 'lost' };

export interface Live {
  readonly state: LiveState['state'];
  readonly idle: boolean;
  /** What came in since one began to listen, newest first. */
  readonly arrived: readonly MessageSummary[];
  dismiss(): void;
}

interface LiveWish {
  readonly account: string;
  readonly folder: string;
  readonly active: boolean;
  onNews(): void;
}

const AGAIN_MS = 15_000;
const KEPT = 20;

/** Listens to a folder while it is on the page; where the line breaks, it is tried again after a while. */
export function useLive({ account, folder, active, onNews }: LiveWish): Live {
  const { client } = useBackend();
  const [state, setState] = useState<LiveState>({ state: 'off' });
  const [arrived, setArrived] = useState<readonly MessageSummary[]>([]);
  const [round, setRound] = useState(0);
  const news = useRef(onNews);
  news.current = onNews;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another round begins the same anew
  useEffect(() => {
    if (!active) return;
    const own = new AbortController();
    let again: ReturnType<typeof setTimeout> | undefined;
    setState({ state: 'connecting' });
    const lose = () => {
      if (own.signal.aborted) return;
      setState({ state: 'lost' });
      again = setTimeout(() => setRound((last) => last + 1), AGAIN_MS);
    };
    const follow = async () => {
      for await (const event of await client.mail.inbox.live({ account, folder }, { signal: own.signal })) {
        if (own.signal.aborted) return;
        if (event.event === 'listening') setState({ state: 'listening', idle: event.idle });
        else news.current();
        if (event.event === 'arrived') setArrived((last) => [event.message, ...last].slice(0, KEPT));
      }
    };
    follow().then(lose, lose);
    return () => {
      own.abort();
      clearTimeout(again);
    };
  }, [client, account, folder, active, round]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another folder has other news
  useEffect(() => setArrived([]), [account, folder]);

  return {
    state: active ? state.state : 'off',
    idle: state.state === 'listening' && state.idle,
    arrived,
    dismiss: () => setArrived([]),
  };
}
