import type { Command } from './command.ts';

/** Every command by its name, loaded when it is called. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  open: async () => (await import('./commands/serve.ts')).open,
  serve: async () => (await import('./commands/serve.ts')).serve,
  agent: async () => (await import('./commands/agent.ts')).agent,
  practice: async () => (await import('./commands/practice.ts')).practice,
  accounts: async () => (await import('./commands/accounts.ts')).accounts,
  add: async () => (await import('./commands/add.ts')).add,
  'sign-in': async () => (await import('./commands/sign-in.ts')).signIn,
  token: async () => (await import('./commands/token.ts')).token,
  refresh: async () => (await import('./commands/refresh.ts')).refresh,
  check: async () => (await import('./commands/check.ts')).check,
  send: async () => (await import('./commands/send.ts')).send,
  explain: async () => (await import('./commands/explain.ts')).explain,
  templates: async () => (await import('./commands/templates.ts')).templates,
  export: async () => (await import('./commands/export.ts')).exportBundle,
  import: async () => (await import('./commands/import.ts')).importFile,
  remove: async () => (await import('./commands/remove.ts')).remove,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
};
