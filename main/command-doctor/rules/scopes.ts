import { type Draft, isVariable, type Tell, valueIn, withField } from '../draft.ts';
import { authorityOf } from '../endpoints.ts';
import { decode } from '../form.ts';
import { googleScopes } from './google-scopes.ts';
import { microsoftScopes } from './microsoft-scopes.ts';
import { isFillIn } from './placeholders.ts';

/** Scopes as the provider wants them. Those of a provider that is not known are taken as they are. */
export function correctScopes(draft: Draft, tell: Tell): Draft {
  const value = valueIn(draft, 'scope');
  const authority = authorityOf(draft.address.host);
  if (isVariable(value) || isFillIn(value)) return draft;
  if (authority === 'google') return googleScopes(draft, value === '' ? [] : split(value, tell), tell);
  if (authority !== 'microsoft' || value === '') return draft;
  const scopes = microsoftScopes(draft, split(value, tell), tell);
  return withField(draft, 'scope', scopes.join(' '));
}

function split(value: string, tell: Tell): string[] {
  const plain = /%20|%3A%2F%2F/i.test(value) ? decode(value) : value;
  if (plain !== value) tell({ id: 'encoded-twice', found: value, correct: plain });
  const words = plain.split(/\s+/).filter(Boolean);
  const parted = words.flatMap((word) => {
    const parts = word.split(/[,;]+/).filter(Boolean);
    // A sign at the end is a slip of the pen.
    return parts.length > 1 ? parts : [word];
  });
  if (parted.length > words.length) tell({ id: 'scope-separator', found: plain, correct: parted.join(' ') });
  return parted;
}
