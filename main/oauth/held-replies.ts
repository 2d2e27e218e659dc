import type { TokenReply } from './token-reply.ts';

/**
 * Tokens of somebody else than was expected, for as long as it takes to say whether that is right: a code works once, and
 * whoever signed in need not do it again. They are in memory only.
 */
export interface HeldReplies {
  hold(account: string, state: string, reply: TokenReply): void;
  take(account: string, state: string): TokenReply | undefined;
}

/** Milliseconds. */
const life = 600_000;

export function createHeldReplies(): HeldReplies {
  const held = new Map<string, TokenReply>();
  const key = (account: string, state: string) => `${account} ${state}`;
  return {
    hold(account, state, reply) {
      held.set(key(account, state), reply);
      setTimeout(() => held.delete(key(account, state)), life).unref();
    },
    take(account, state) {
      const reply = held.get(key(account, state));
      held.delete(key(account, state));
      return reply;
    },
  };
}
