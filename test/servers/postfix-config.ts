export interface PostfixSettings {
  /** Absolute; queue and data go below it. */
  readonly folder: string;
  readonly domain: string;
  readonly certFile: string;
  readonly keyFile: string;
  readonly ports: Readonly<Record<'smtp' | 'smtps' | 'lmtp' | 'auth', number>>;
}

/** main.cf: submission for who Dovecot lets in; all mail for the domain goes to Dovecot by LMTP. */
export function postfixMain({ folder, domain, certFile, keyFile, ports }: PostfixSettings): string {
  return `
compatibility_level = 3.6
# The checks leave most of their messages unsent, which looks to Postfix like more mail coming in than going out.
in_flow_delay = 0
queue_directory = ${folder}/queue
data_directory = ${folder}/data
maillog_file = /dev/stdout
maillog_file_prefixes = /dev/stdout
mail_owner = postfix
setgid_group = postdrop
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.${domain}
mydestination =
mynetworks =
alias_maps =
alias_database =
local_recipient_maps =
virtual_mailbox_domains = ${domain}
virtual_transport = lmtp:inet:127.0.0.1:${ports.lmtp}
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:${ports.auth}
smtpd_tls_auth_only = yes
smtpd_tls_security_level = encrypt
smtpd_tls_cert_file = ${certFile}
smtpd_tls_key_file = ${keyFile}
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions = reject_unauth_destination, permit_sasl_authenticated, reject
smtpd_peername_lookup = no
# A wrong token is what the tests are about: no delay for it.
smtpd_error_sleep_time = 0
`;
}

/** master.cf: the services that submission and LMTP delivery need, none in a chroot. */
export function postfixMaster({ ports }: PostfixSettings): string {
  const service = (name: string, limit: string, program = name) => `${name} unix - - n - ${limit} ${program}`;
  return `${[
    `127.0.0.1:${ports.smtp} inet n - n - - smtpd`,
    `127.0.0.1:${ports.smtps} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes`,
    'cleanup unix n - n - 0 cleanup',
    'qmgr unix n - n 300 1 qmgr',
    service('tlsmgr', '1'),
    service('rewrite', '-', 'trivial-rewrite'),
    service('bounce', '0'),
    service('defer', '0', 'bounce'),
    service('trace', '0', 'bounce'),
    service('proxymap', '-'),
    service('smtp', '-'),
    service('lmtp', '-'),
    service('anvil', '1'),
    service('error', '-'),
    service('retry', '-', 'error'),
    'postlog unix-dgram n - n - 1 postlogd',
  ].join('\n')}\n`;
}
