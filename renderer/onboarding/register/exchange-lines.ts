export interface ExchangeValues {
  readonly address: string;
  readonly clientId: string;
  /** Of the enterprise application. */
  readonly objectId: string;
}

/**
 * Lets an app into one mailbox, in the order Exchange Online wants it
 * (https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth).
 */
export function exchangeLines({ address, clientId, objectId }: ExchangeValues): readonly string[] {
  const app = quoted(clientId, '<client ID>');
  const object = quoted(objectId, '<object ID of the enterprise application>');
  const mailbox = quoted(address, '<mailbox>');
  return [
    'Connect-ExchangeOnline',
    `New-ServicePrincipal -AppId ${app} -ObjectId ${object} -DisplayName 'Postkey mail'`,
    `Add-MailboxPermission -Identity ${mailbox} -User ${object} -AccessRights FullAccess`,
    `Add-RecipientPermission -Identity ${mailbox} -Trustee ${object} -AccessRights SendAs -Confirm:$false`,
  ];
}

/** PowerShell takes everything between single quotes as it is; a single quote within is written twice. */
function quoted(value: string, placeholder: string): string {
  const text = value.trim() === '' ? placeholder : value.trim();
  return `'${text.replaceAll("'", "''")}'`;
}
