import type { Server } from 'node:http';
import { HfreuseError, messageOf } from '../../errors.ts';

/**
 * Lets a server listen on 127.0.0.1.
 * @returns the port, of the system's choice where 0 was asked for
 * @throws HfreuseError (exit 1) if the port is taken
 */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const message = `the simulated Hub cannot use port ${port}: ${messageOf(error)}`;
      reject(new HfreuseError(message, { hint: 'choose another port', cause: error }));
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
