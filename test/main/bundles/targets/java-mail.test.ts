import { describe, expect, test } from 'vitest';
import { propertiesOf, readProperties } from '../../../../main/templates/properties/document.ts';
import type { InputChanges } from '../bundle-input.ts';
import { builtText } from '../text-of.ts';
import { mailServers, shared } from './servers.ts';

type Target = 'jakarta-mail' | 'spring-boot';
const fileOf = { 'jakarta-mail': 'mail.properties', 'spring-boot': 'application.properties' } as const;

async function properties(target: Target, changes?: InputChanges): Promise<Record<string, string>> {
  return Object.fromEntries(propertiesOf(readProperties(await builtText(target, fileOf[target], changes))));
}

const patience = {
  'mail.smtp.connectiontimeout': '60000',
  'mail.smtp.timeout': '60000',
  'mail.smtp.writetimeout': '60000',
};

describe('the properties for Jakarta Mail', () => {
  test('send by XOAUTH2 only, with STARTTLS or not at all', async () => {
    expect(await properties('jakarta-mail', { account: shared })).toEqual({
      'mail.transport.protocol': 'smtp',
      'mail.smtp.host': 'smtp.office365.com',
      'mail.smtp.port': '587',
      'mail.smtp.user': 'ann@contoso.example',
      'mail.smtp.from': 'info@contoso.example',
      'mail.smtp.auth': 'true',
      'mail.smtp.auth.mechanisms': 'XOAUTH2',
      'mail.smtp.starttls.enable': 'true',
      'mail.smtp.starttls.required': 'true',
      'mail.smtp.ssl.checkserveridentity': 'true',
      ...patience,
    });
  });

  test('read too where the account has IMAP', async () => {
    expect(await properties('jakarta-mail', { ...mailServers('tls'), account: shared })).toMatchObject({
      'mail.smtp.ssl.enable': 'true',
      'mail.store.protocol': 'imap',
      'mail.imap.host': 'imap.example',
      'mail.imap.port': '993',
      'mail.imap.user': 'info@contoso.example',
      'mail.imap.auth.mechanisms': 'XOAUTH2',
      'mail.imap.ssl.enable': 'true',
      'mail.imap.ssl.checkserveridentity': 'true',
    });
  });

  test('ask for no encryption of a server that has none', async () => {
    const names = Object.keys(await properties('jakarta-mail', mailServers('none')));
    expect(names.filter((name) => /ssl|starttls/.test(name))).toEqual([]);
  });
});

describe('the properties for Spring Boot', () => {
  test('hold the session properties below spring.mail.properties, and no password', async () => {
    expect(await properties('spring-boot', mailServers('tls'))).toEqual({
      'spring.mail.host': 'smtp.example',
      'spring.mail.port': '465',
      'spring.mail.username': 'aem@contoso.example',
      'spring.mail.properties.mail.smtp.auth': 'true',
      'spring.mail.properties.mail.smtp.auth.mechanisms': 'XOAUTH2',
      'spring.mail.properties.mail.smtp.ssl.enable': 'true',
      'spring.mail.properties.mail.smtp.ssl.checkserveridentity': 'true',
      ...Object.fromEntries(
        Object.entries(patience).map(([key, value]) => [`spring.mail.properties.${key}`, value]),
      ),
      'postkey.token-file': '/var/lib/postkey/token',
    });
  });

  test('name the file that the script writes and the class reads', async () => {
    const written = '/var/lib/postkey/token';
    expect(await builtText('spring-boot', 'write-token.sh')).toContain(written);
    expect(await builtText('spring-boot', 'MailToken.java')).toContain(
      '@Value("$' + '{postkey.token-file}")',
    );
    expect(await builtText('jakarta-mail', 'README.md')).toContain(`Path.of("${written}")`);
  });
});
