import { createServer } from 'node:http';

/** A token endpoint that answers at once and rotates refresh tokens; a process of its own, like any provider's. */
let count = 0;
const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    count += 1;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({
        access_token: `at-${count}-${'a'.repeat(1200)}`,
        refresh_token: `rt-${count}-${'r'.repeat(900)}`,
        token_type: 'Bearer',
        expires_in: 3600,
      }),
    );
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send?.(server.address().port));
