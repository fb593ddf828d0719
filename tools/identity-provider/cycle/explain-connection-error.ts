import type { ConnectionError } from '../protocol/connection-error.js';
import { faultOf, UNAVAILABLE, type ConnectionFault } from './connection-result.js';

/** Says what to do when no answer came at all. */
export function explainConnectionError(error: ConnectionError, url: string): ConnectionFault {
  const problem = `${new URL(url).host} could not be reached: ${error.message}`;
  return faultOf(UNAVAILABLE, problem, adviceFor(error.code));
}

function adviceFor(code: string): string {
  switch (code) {
    case 'ECONNREFUSED':
      return 'Nothing listens there. Is the server running, and are host and port of the Tenant URL right?';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'The host name of the Tenant URL is not known. Check its spelling.';
    case 'ETIMEDOUT':
      return 'The server took too long. Is it overloaded, or does a firewall swallow the requests?';
    case 'EPROTO':
    case 'HPE_INVALID_CONSTANT':
      return 'The other side does not speak this protocol. Check http:// against https:// in the Tenant URL, and the port.';
    default:
      return /CERT|SIGNATURE|TLS|SSL/.test(code)
        ? 'The certificate of the server is not trusted. For one of your own, name its authority in NODE_EXTRA_CA_CERTS.'
        : 'Check that the server runs, and that no proxy or firewall hangs up on requests without a User-Agent.';
  }
}
