import { closest } from '../closeness.ts';
import type { Draft, Field, Tell } from '../draft.ts';
import { isOtherName, parameterNames } from '../parameters.ts';

/** Parameters under wrong names, and those that are there twice. */
export function correctNames(draft: Draft, tell: Tell): Draft {
  const kept: Field[] = [];
  for (const field of draft.fields) {
    const name = intendedName(field.name);
    if (name !== field.name) tell({ id: 'parameter-name', found: field.name, correct: name });
    const earlier = kept.find((each) => each.name === name);
    if (!earlier) kept.push({ ...field, name });
    else if (earlier.value !== field.value)
      tell({ id: 'parameter-twice', found: `${name}=${field.value}`, correct: undefined, values: { name } });
  }
  return { ...draft, fields: kept };
}

/** The parameter that was meant; the name itself where it is known or like none that is. */
export function intendedName(name: string): string {
  if (parameterNames.includes(name) || isOtherName(name)) return name;
  const snake = name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z]+/g, '_')
    .replace(/^_+|_+$/g, '');
  if (parameterNames.includes(snake)) return snake;
  const squeezed = snake.replaceAll('_', '');
  const same = parameterNames.find((known) => known.replaceAll('_', '') === squeezed);
  return same ?? (name.length >= 5 ? closest(snake, parameterNames, 2) : undefined) ?? name;
}
