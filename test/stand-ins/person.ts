import { createVisitor, type Visit } from '../main/practice/visitor.ts';

export interface Decisions {
  /** Who signs in. */
  readonly user: string;
  readonly decision?: 'accept' | 'cancel';
  /** Boxes to untick. */
  readonly untick?: readonly string[];
}

/**
 * Somebody who signs in at a stand-in, with a browser that goes no further than the stand-in.
 *
 * @returns the address the browser would be sent to next, or the page it ended on
 */
export async function signInAt(
  url: string,
  { user, decision = 'accept', untick = [] }: Decisions,
): Promise<Visit> {
  const visitor = createVisitor();
  const accounts = await visitor.open(url);
  if (accounts.status !== 200) return accounts;
  const consent = await visitor.submit(accounts, { set: { choice: `user:${user}` } });
  if (consent.html === '' || consent.status !== 200) return consent;
  return visitor.submit(consent, { set: { choice: decision }, untick });
}

/** Somebody who types a code on another device. */
export async function typeCodeAt(url: string, userCode: string, decisions: Decisions): Promise<Visit> {
  const { user, decision = 'accept' } = decisions;
  const visitor = createVisitor();
  const enter = await visitor.open(url);
  const accounts = await visitor.submit(enter, { set: { user_code: userCode, choice: 'next' } });
  const consent = await visitor.submit(accounts, { set: { choice: `user:${user}` } });
  return visitor.submit(consent, { set: { choice: decision } });
}
