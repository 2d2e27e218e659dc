import type { ServerResponse } from 'node:http';
import type { Misbehaviour } from './misbehaviour.ts';

/**
 * Answers a token request the wrong way.
 *
 * @returns false where the fault, if any, needs a real answer to work on (see provider.ts)
 */
export function answerWithFault(response: ServerResponse, fault: Misbehaviour['token']): boolean {
  switch (fault) {
    case null:
    case 'invalid-grant':
    case 'no-refresh-token':
      return false;
    case 'server-error':
      response.writeHead(500, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end('{"error":"server_error","error_description":"practice was told to fail"}');
      return true;
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end('<!doctype html><title>Proxy</title><h1>Sign in to the network first</h1>');
      return true;
    case 'empty':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 0 }).end();
      return true;
    case 'stall':
      // Never answered: the client has to give up by itself.
      return true;
    default:
      return fault satisfies never;
  }
}
