export interface DovecotSettings {
  /** Absolute; run-time files, mail and logs go below it. */
  readonly folder: string;
  readonly certFile: string;
  readonly keyFile: string;
  readonly oauth2File: string;
  /** User and group that own the mail. */
  readonly mailUid: number;
  readonly mailGid: number;
  readonly ports: Readonly<Record<'imap' | 'imaps' | 'pop3' | 'pop3s' | 'lmtp' | 'auth', number>>;
}

/** dovecot.conf: tokens are the only way in, over TLS from the first byte or behind STARTTLS; Postfix asks for logins at `auth`. */
export function dovecotConfig(settings: DovecotSettings): string {
  const { folder, ports } = settings;
  return `
protocols = imap pop3 lmtp
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = /dev/stderr
ssl = required
ssl_cert = <${settings.certFile}
ssl_key = <${settings.keyFile}
auth_mechanisms = xoauth2 oauthbearer
auth_failure_delay = 0
first_valid_uid = ${settings.mailUid}
first_valid_gid = ${settings.mailGid}
mail_location = maildir:~/Maildir
# Quick to start and to stop; the machine is shared.
default_process_limit = 60
mail_max_userip_connections = 100
default_client_limit = 200
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${settings.oauth2File}
}
userdb {
  driver = static
  args = uid=${settings.mailUid} gid=${settings.mailGid} home=${folder}/mail/%u allow_all_users=yes
}
service imap-login {
  inet_listener imap {
    port = ${ports.imap}
  }
  inet_listener imaps {
    port = ${ports.imaps}
    ssl = yes
  }
}
service pop3-login {
  inet_listener pop3 {
    port = ${ports.pop3}
  }
  inet_listener pop3s {
    port = ${ports.pop3s}
    ssl = yes
  }
}
service lmtp {
  inet_listener lmtp {
    port = ${ports.lmtp}
  }
}
service auth {
  inet_listener {
    port = ${ports.auth}
  }
}
# Failed logins are what tests are about: they must not slow down the next login.
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
`;
}

export interface Introspection {
  /** RFC 7662 endpoint, plain http. */
  readonly url: string;
  readonly resourceServer: { readonly id: string; readonly secret: string };
}

/** The passdb's own file: Dovecot asks the OAuth server about every token. */
export function oauth2Config({ url, resourceServer }: Introspection): string {
  const withCredentials = new URL(url);
  withCredentials.username = encodeURIComponent(resourceServer.id);
  withCredentials.password = encodeURIComponent(resourceServer.secret);
  return `
introspection_mode = post
introspection_url = ${withCredentials.href}
username_attribute = sub
active_attribute = active
active_value = true
`;
}
