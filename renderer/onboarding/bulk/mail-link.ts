/** Opens the mail program with a message in it (RFC 6068); line ends are CRLF there. */
export function mailLink(to: string, subject: string, text: string): string {
  const body = text.replace(/\r?\n/g, '\r\n');
  return `mailto:${encodeURIComponent(to).replace('%40', '@')}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
}
