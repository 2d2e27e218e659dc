import { describe, expect, it } from 'vitest';
import { NewAccount } from '../../../preload/contract/index.ts';
import {
  type CustomForm,
  checkCa,
  checkClientId,
  checkClientSecret,
  checkHost,
  checkIssuer,
  checkPort,
  checkSecurity,
  countCertificates,
  emptyForm,
  redirectUri,
  toNewAccount,
} from '../../../renderer/onboarding/custom/custom-form.ts';
import { checkAddress, checkDate } from '../../../renderer/onboarding/field-checks.ts';

const certificate = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const filled: CustomForm = {
  ...emptyForm,
  address: ' mailer@example.com ',
  issuer: 'https://id.example.com/',
  clientId: 'postkey',
  smtp: { host: 'smtp.example.com', port: '587', security: 'starttls' },
};

describe('what is typed is checked', () => {
  it.each([
    ['mailer@example.com', null],
    [' mailer@mail.example.co.uk ', null],
    ['', 'required'],
    ['mailer', 'address'],
    ['mailer@example', 'address'],
    ['a b@example.com', 'address'],
    ['<mailer@example.com>', 'address'],
  ])('address %j: %s', (address, problem) => {
    expect(checkAddress(address)).toBe(problem);
  });

  it.each([
    ['https://id.example.com', null],
    ['https://id.example.com/realms/mail', null],
    ['http://127.0.0.1:8080', null],
    ['http://localhost/', null],
    ['http://[::1]:9000', null],
    ['', 'required'],
    ['id.example.com', 'url'],
    ['javascript:alert(1)', 'url'],
    ['http://id.example.com', 'urlInsecure'],
    ['http://127.0.0.1.example.com', 'urlInsecure'],
    ['https://id.example.com/.well-known/openid-configuration', 'urlWellKnown'],
  ])('issuer %j: %s', (issuer, problem) => {
    expect(checkIssuer(issuer)).toBe(problem);
  });

  it.each([
    ['3f2a-11', null],
    ['  ', 'required'],
    ['Client ID: 3f2a', 'clientIdSpace'],
    ['x'.repeat(513), 'tooLong'],
  ])('client ID %j: %s', (clientId, problem) => {
    expect(checkClientId(clientId)).toBe(problem);
  });

  it('a secret is asked of a confidential client only', () => {
    expect(checkClientSecret('', { publicClient: true })).toBeNull();
    expect(checkClientSecret('', { publicClient: false })).toBe('required');
    expect(checkClientSecret('s3cret', { publicClient: false })).toBeNull();
  });

  it.each([
    ['smtp.example.com', null],
    ['192.0.2.7', null],
    ['::1', null],
    ['https://smtp.example.com', 'host'],
    ['smtp.example.com:587', 'host'],
    ['smtp example', 'host'],
  ])('server %j: %s', (host, problem) => {
    expect(checkHost(host, filled)).toBe(problem);
  });

  it('one server is enough, none is not', () => {
    expect(checkHost('', filled)).toBeNull();
    expect(checkHost('', emptyForm)).toBe('mail');
  });

  it.each([
    ['1', null],
    ['65535', null],
    ['0', 'port'],
    ['65536', 'port'],
    ['5 87', 'port'],
    ['', 'port'],
  ])('port %j: %s', (port, problem) => {
    expect(checkPort(port)).toBe(problem);
  });

  it.each([
    ['none', 'smtp.example.com', 'securityNone'],
    ['none', 'localhost', null],
    ['none', '127.0.0.1', null],
    ['tls', 'smtp.example.com', null],
  ] as const)('security %s at %s: %s', (security, host, problem) => {
    expect(checkSecurity(security, host)).toBe(problem);
  });

  it.each([
    ['', null],
    [certificate, null],
    ['hello', 'pem'],
    ['-----BEGIN CERTIFICATE-----', 'pem'],
    [`${certificate}-----BEGIN EC PRIVATE KEY-----`, 'pemKey'],
  ])('CA %j: %s', (pem, problem) => {
    expect(checkCa(pem)).toBe(problem);
  });

  it('counts the certificates of a chain', () => {
    expect(countCertificates(certificate + certificate)).toBe(2);
  });

  it.each([
    ['', null],
    ['2027-02-28', null],
    ['2027-13-01', 'date'],
  ])('date %j: %s', (date, problem) => {
    expect(checkDate(date)).toBe(problem);
  });
});

describe('the account made of the form', () => {
  it('is what the contract takes, trimmed', () => {
    const account = NewAccount.parse(toNewAccount(filled, undefined));
    expect(account).toMatchObject({
      provider: 'custom',
      address: 'mailer@example.com',
      publicClient: true,
      redirectUri: 'http://127.0.0.1/',
      mail: { smtp: { host: 'smtp.example.com', port: 587, security: 'starttls' } },
    });
    expect(account.mail.imap).toBeUndefined();
  });

  it('sends no secret for a public client, even if one was typed before', () => {
    const account = toNewAccount({ ...filled, clientSecret: 'left over', publicClient: true }, undefined);
    expect(JSON.stringify(account)).not.toContain('left over');
  });

  it('names a port in the redirect URI only where the provider compares exactly', () => {
    expect(new URL(redirectUri({ exactRedirect: false })).port).toBe('');
    expect(Number(new URL(redirectUri({ exactRedirect: true })).port)).toBeGreaterThan(1023);
  });
});
