export interface Xoauth2Credentials {
  readonly user: string;
  readonly accessToken: string;
}

/** Reads the client's part of XOAUTH2; null where it makes no sense. */
export function readXoauth2(response: string): Xoauth2Credentials | null {
  const [user, auth, ...rest] = Buffer.from(response, 'base64').toString('utf8').split('\x01');
  if (!user?.startsWith('user=') || !auth?.startsWith('auth=Bearer ') || rest.join() !== ',') return null;
  return { user: user.slice('user='.length), accessToken: auth.slice('auth=Bearer '.length) };
}
