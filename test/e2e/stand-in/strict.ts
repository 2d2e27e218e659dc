/**
 * A stand-in knows what Postkey uses of Electron and nothing more: asking for anything else fails loudly instead of
 * giving `undefined`.
 */
export function strict<T extends object>(name: string, parts: T): T {
  return new Proxy(parts, {
    get(target, key, receiver) {
      if (typeof key === 'string' && key !== 'then' && !(key in target))
        throw new Error(`The stand-in electron has no ${name}.${key}`);
      return Reflect.get(target, key, receiver);
    },
  });
}

/** An event a listener may refuse. */
export interface PreventableEvent {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

export function preventable<T extends object>(details: T): T & PreventableEvent {
  let prevented = false;
  return Object.defineProperties(details, {
    defaultPrevented: { get: () => prevented },
    preventDefault: {
      value: () => {
        prevented = true;
      },
    },
  }) as T & PreventableEvent;
}
