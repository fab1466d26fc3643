// The convergence test of document-service, against any server.
import { converge } from '../../../../document-service/src/test/node/converge.mjs';
import { answer } from './dialogue.mjs';

/** How long @y/websocket-server shows the cursor of somebody who is gone: a little more than 30 s. */
const CURSOR_SECONDS = 45;

await answer({
  converge: ({ tokens, ...run }) => converge({ ...run, token: (user) => tokens[user], cursorSeconds: CURSOR_SECONDS }),
});
