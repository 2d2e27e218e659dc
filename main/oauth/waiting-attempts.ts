/** A sign-in that this process waits for, which may also be answered by pasting. */
export interface WaitingAttempt {
  readonly answer: Promise<URLSearchParams>;
  end(): void;
}

/** The sign-ins under way in this process, by account and state. */
export interface WaitingAttempts {
  wait(account: string, state: string): WaitingAttempt;
  /** @returns false where nobody waits for it */
  hand(account: string, state: string, answer: URLSearchParams): boolean;
}

export function createWaitingAttempts(): WaitingAttempts {
  const waiting = new Map<string, (answer: URLSearchParams) => void>();
  const key = (account: string, state: string) => `${account} ${state}`;
  return {
    wait(account, state) {
      const answer = new Promise<URLSearchParams>((resolve) => waiting.set(key(account, state), resolve));
      return { answer, end: () => waiting.delete(key(account, state)) };
    },
    hand(account, state, answer) {
      const take = waiting.get(key(account, state));
      take?.(answer);
      return take !== undefined;
    },
  };
}
