import type { Correspondent } from '../../../preload/contract/index.ts';

/** As one short name. */
export function correspondent({ name, address }: Correspondent): string {
  return name.trim() === '' ? address : name;
}

/** With the address: a name alone can be anybody's. */
export function fullCorrespondent({ name, address }: Correspondent): string {
  return name.trim() === '' ? address : `${name} <${address}>`;
}
