import { describe, expect, it } from 'vitest';
import type { MailServers } from '../../../preload/contract/index.ts';
import {
  type CheckSettings,
  overridesOf,
  settingsOf,
  settingsProblems,
} from '../../../renderer/mail/check-settings.ts';

const own: MailServers = {
  smtp: { host: 'smtp.example.com', port: 587, security: 'starttls' },
  imap: { host: 'imap.example.com', port: 993, security: 'tls' },
};
const typed = settingsOf(own);
const smtp = (change: Partial<{ host: string; port: string }>): CheckSettings => ({
  ...typed,
  servers: {
    ...typed.servers,
    smtp: { host: 'smtp.example.com', port: '587', security: 'starttls', ...change },
  },
});

describe('the settings of one check', () => {
  it('begin as the account has them, and then override nothing', () => {
    expect(settingsProblems(typed)).toEqual(new Set());
    expect(overridesOf(typed, own)).toEqual({});
  });

  it('hand over all servers as soon as one is another', () => {
    expect(overridesOf(smtp({ port: ' 2525 ' }), own)).toEqual({
      servers: { ...own, smtp: { host: 'smtp.example.com', port: 2525, security: 'starttls' } },
    });
  });

  it('hand over a recipient and a deadline only where they are typed', () => {
    expect(overridesOf({ ...typed, to: ' a@example.com ', timeoutSeconds: '5' }, own)).toEqual({
      to: 'a@example.com',
      timeoutSeconds: 5,
    });
  });

  it.each([
    ['no host', smtp({ host: ' ' }), 'smtp.host'],
    ['a host of two words', smtp({ host: 'smtp example' }), 'smtp.host'],
    ['no port', smtp({ port: '' }), 'smtp.port'],
    ['port 0', smtp({ port: '0' }), 'smtp.port'],
    ['port 65536', smtp({ port: '65536' }), 'smtp.port'],
    ['a port in words', smtp({ port: 'smtp' }), 'smtp.port'],
    ['half an address', { ...typed, to: 'someone' }, 'to'],
    ['no time at all', { ...typed, timeoutSeconds: '0' }, 'timeoutSeconds'],
    ['more than ten minutes', { ...typed, timeoutSeconds: '601' }, 'timeoutSeconds'],
  ] as const)('refuse %s', (_, settings, problem) => {
    expect([...settingsProblems(settings)]).toEqual([problem]);
  });
});
