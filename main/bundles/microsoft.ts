import type { BundleInput } from './target.ts';

/** Whether Microsoft issues the account's tokens, also where it was added as a custom provider. */
export function isMicrosoft({ account, connection }: BundleInput): boolean {
  const host = new URL(connection.endpoints.token).hostname;
  return (
    account.provider.startsWith('microsoft') || /^login\.(partner\.)?microsoftonline\.(com|us|cn)$/.test(host)
  );
}
