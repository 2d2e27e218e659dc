import { isLoopback, writeAddress } from '../address.ts';
import type { Draft, Tell } from '../draft.ts';
import { authorityOf, intendedHost, intendedPath, microsoftPath } from '../endpoints.ts';
import { tenantSlip } from './tenant.ts';

/** Scheme, host, path and tenant of the address. */
export function correctAddress(draft: Draft, tell: Tell): Draft {
  const { scheme, host, path } = draft.address;
  const meant = intendedHost(host);
  const isLocal = isLoopback(host);
  const secure = isLocal && scheme !== '' ? scheme : 'https://';
  if (!isLocal && scheme === '') tell({ id: 'scheme-missing', found: host, correct: `https://${meant}` });
  else if (scheme.toLowerCase() !== secure) tell({ id: 'scheme-http', found: scheme, correct: secure });
  if (meant !== host.toLowerCase().replace(/:443$/, '')) tell({ id: 'host', found: host, correct: meant });
  const correct = intendedPath(draft.address, draft.endpoint) ?? path;
  const isMicrosoft = authorityOf(host) === 'microsoft';
  const { tenant, isVersion1 } = isMicrosoft ? microsoftPath(path) : { tenant: undefined, isVersion1: false };
  if (isMicrosoft && tenant === undefined) tell({ id: 'tenant-missing', found: path, correct });
  else if (correct.toLowerCase() !== path.toLowerCase())
    tell({ id: isVersion1 ? 'path-v1' : 'path', found: path, correct });
  const address = {
    scheme: secure,
    host: meant,
    path: correct.toLowerCase() === path.toLowerCase() ? path : correct,
  };
  return tenant === undefined ? { ...draft, address } : tenantSlip({ ...draft, address }, tenant, tell);
}

/** Fields that belong into the body, and what a browser is needed for. */
export function correctTransport(draft: Draft, tell: Tell): Draft {
  const address = writeAddress(draft.address);
  const isPost = draft.endpoint === 'token' || draft.endpoint === 'device';
  if (!isPost) {
    if (draft.style !== 'address')
      tell({ id: 'authorize-by-curl', found: `${draft.tool ?? 'curl'} ${address}`, correct: address });
    return draft;
  }
  if (draft.method !== undefined && draft.method !== 'POST')
    tell({ id: 'method', found: draft.method, correct: 'POST' });
  if (draft.multipart) tell({ id: 'form-multipart', found: '--form', correct: '--data-urlencode' });
  if (draft.fields.some(({ from }) => from === 'query'))
    tell({
      id: draft.style === 'address' ? 'token-in-browser' : 'fields-in-address',
      found: `${address}?…`,
      correct: `curl ${address} --data-urlencode …`,
    });
  const fields = draft.fields.map((field) =>
    field.from === 'query' ? { ...field, from: 'body' as const } : field,
  );
  return { ...draft, fields, multipart: false, style: draft.style === 'address' ? 'bash' : draft.style };
}
