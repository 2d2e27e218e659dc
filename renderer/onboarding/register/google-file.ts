/** What a file from Google's console turned out to be. Its words are `register:file.<kind>`. */
export type GoogleFile =
  | {
      readonly kind: 'client';
      readonly clientId: string;
      readonly clientSecret: string;
      readonly client: 'desktop' | 'web';
      readonly redirectUris: readonly string[];
    }
  | {
      readonly kind: 'service-account';
      readonly email: string;
      readonly clientId: string;
      /** The whole file, for the vault. */
      readonly text: string;
    }
  | { readonly kind: 'not-json' | 'not-google' };

/** Reads `client_secret_….json` of an OAuth client, or the key file of a service account. It never throws. */
export function readGoogleFile(text: string): GoogleFile {
  const file = json(text);
  if (file === undefined) return { kind: 'not-json' };
  if (word(file, 'type') === 'service_account') {
    const email = word(file, 'client_email');
    const clientId = word(file, 'client_id');
    const isWhole = email !== '' && /^\d{15,25}$/.test(clientId) && word(file, 'private_key') !== '';
    return isWhole ? { kind: 'service-account', email, clientId, text } : { kind: 'not-google' };
  }
  for (const [name, client] of [
    ['installed', 'desktop'],
    ['web', 'web'],
  ] as const) {
    const section = part(file, name);
    const clientId = word(section, 'client_id');
    if (clientId === '') continue;
    const uris = part(section, 'redirect_uris');
    const redirectUris = Array.isArray(uris) ? uris.filter((uri) => typeof uri === 'string') : [];
    return { kind: 'client', clientId, clientSecret: word(section, 'client_secret'), client, redirectUris };
  }
  return { kind: 'not-google' };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function part(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

function word(value: unknown, name: string): string {
  const found = part(value, name);
  return typeof found === 'string' ? found : '';
}
