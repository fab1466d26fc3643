// Usage: node convergence.mjs KEY SEED CLIENTS OPERATIONS DOCUMENT URL...
import { converge } from './converge.mjs';
import { token } from './editors.mjs';

const [key, seed, clients, operations, document, ...urls] = process.argv.slice(2);

console.log(JSON.stringify(await converge({
  token: (user, access) => token(key, document, user, access),
  seed: Number(seed), clients: Number(clients), operations: Number(operations), document, urls,
})));
process.exit(0);
