/** What a statement of the paste is for. */
export type Endpoint = 'authorize' | 'token' | 'device' | 'admin-consent' | 'answer' | 'other';

/** How the statement is written, so that it can be written again in its own way. */
export type Style = 'address' | 'bash' | 'cmd' | 'powershell-curl' | 'powershell';

export interface Field {
  readonly name: string;
  readonly value: string;
  /** `query` stands in the address; `file` names the file that holds the value. */
  readonly from: 'query' | 'body' | 'file';
}

/** One statement as it was understood; the rules hand it on, corrected. */
export interface Draft {
  readonly style: Style;
  /** What it was written for, where that is not curl. */
  readonly tool?: string;
  readonly endpoint: Endpoint;
  /** Scheme, host and path, without query. */
  readonly address: Address;
  readonly fields: readonly Field[];
  readonly headers: readonly string[];
  /** `id:secret` of HTTP Basic, as it stood. */
  readonly user?: string | undefined;
  readonly method?: string | undefined;
  /** Sent as multipart/form-data. */
  readonly multipart: boolean;
  /** Options that concern neither request nor secrets, as they stood. */
  readonly options: readonly string[];
}

export interface Address {
  /** With `://`; empty where it is missing. */
  readonly scheme: string;
  readonly host: string;
  readonly path: string;
}

/** A mistake before it is put into words. */
export interface Slip {
  /** Key of its words in `commandDoctor:why`. */
  readonly id: string;
  /** As it stood; undefined where something is missing. */
  readonly found: string | undefined;
  /** As it should be; undefined where it is to be left out. */
  readonly correct: string | undefined;
  /** What the reader has to put in, by its parameter, in place of `correct`. */
  readonly fillIn?: string;
  /** Fill the words; `name` names what is missing. */
  readonly values?: Readonly<Record<string, string>>;
}

export type Tell = (slip: Slip) => void;

export function fieldIn(draft: Draft, name: string): Field | undefined {
  return draft.fields.find((field) => field.name === name);
}

/** Empty as well where the value is read from a file: nobody can tell what is in it. */
export function valueIn(draft: Draft, name: string): string {
  const field = fieldIn(draft, name);
  return field && field.from !== 'file' ? field.value : '';
}

/** @param value undefined takes the field out; a field that was not there is put at the end */
export function withField(draft: Draft, name: string, value: string | undefined): Draft {
  if (value === undefined) return { ...draft, fields: draft.fields.filter((field) => field.name !== name) };
  const isPost = draft.endpoint === 'token' || draft.endpoint === 'device';
  const from: Field['from'] = isPost ? 'body' : 'query';
  if (!fieldIn(draft, name)) return { ...draft, fields: [...draft.fields, { name, value, from }] };
  const fields = draft.fields.map((field) => (field.name === name ? { ...field, value, from } : field));
  return { ...draft, fields };
}

/** Whether fields are those of a token request, whatever address they go to. */
export function looksLikeRequest(fields: readonly Field[]): boolean {
  return fields.some(({ name }) => /^(?:client.?id|grant.?type|refresh.?token)$/i.test(name));
}

/** The shell fills it in: `$SECRET`, `${SECRET}`, `$env:SECRET`, `$(cat file)`, `%SECRET%`. */
export function isVariable(value: string): boolean {
  return /^(?:\$\{?[A-Za-z_][\w:]{0,60}\}?|\$\([^)]{1,200}\)|%[A-Z_][A-Z0-9_]{1,60}%)$/i.test(value.trim());
}
