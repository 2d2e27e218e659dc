import { openStore } from './open-store.ts';

const [, , folder = '', name = '', count = '0'] = process.argv;
const store = openStore(folder);
for (let turn = 0; turn < Number(count); turn += 1) {
  await store.add({
    label: name,
    address: `${name}${turn}@example.test`,
    provider: 'custom',
    purpose: 'other',
    grant: 'authorization_code',
    clientId: 'a-client',
    publicClient: true,
    scopes: [],
    mail: {},
  });
}
