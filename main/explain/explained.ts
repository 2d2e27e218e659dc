import type { Diagnosis } from '../../preload/contract/index.ts';
import { Failure } from './failure.ts';

/** What a service says, with every failure in it made into a diagnosis: `failure` becomes `diagnosis`. */
export type Explained<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? Explained<Item>[]
    : T extends object
      ? {
          -readonly [K in keyof T as K extends 'failure' ? 'diagnosis' : K]: K extends 'failure'
            ? Said<T[K]>
            : Explained<T[K]>;
        }
      : T;

type Said<T> = T extends Failure ? Diagnosis : T;

/** @param say how a failure is put into words */
export function explained<T>(value: T, say: (failure: Failure) => Diagnosis): Explained<T> {
  if (Array.isArray(value)) return value.map((item) => explained(item, say)) as Explained<T>;
  if (typeof value !== 'object' || value === null) return value as Explained<T>;
  const entries = Object.entries(value).map(([key, entry]) => {
    if (entry instanceof Failure) return ['diagnosis', say(entry)];
    return [key === 'failure' ? 'diagnosis' : key, explained(entry, say)];
  });
  return Object.fromEntries(entries) as Explained<T>;
}
