/** What is wrong with a mail address as it is typed; each has its text. */
export function checkAddress(address: string): 'required' | 'tooLong' | 'address' | null {
  if (address.trim() === '') return 'required';
  if (address.length > 254) return 'tooLong';
  return /^[^\s@"(),:;<>[\\\]]+@[^\s@.]+(\.[^\s@.]+)+$/.test(address.trim()) ? null : 'address';
}

/** A date may be left empty. */
export function checkDate(date: string): 'date' | null {
  return date === '' || !Number.isNaN(Date.parse(`${date}T00:00:00Z`)) ? null : 'date';
}
