import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createHttp } from '../../src/store/http.js';

interface Asked {
  readonly url: string;
  readonly init: RequestInit;
}

/** Answers requests one after the other with what the test gives. */
function server(...answers: (Response | Error)[]) {
  const asked: Asked[] = [];
  const tokens: string[] = [];
  const http = createHttp({
    url: 'https://example.com/app/',
    getToken: ({ reason }) => {
      tokens.push(reason);
      return `token-${tokens.length}`;
    },
    fetch: async (url, init) => {
      asked.push({ url, init });
      const answer = answers.shift()!;
      if (answer instanceof Error) {
        throw answer;
      }
      return answer;
    },
  });
  return { http, asked, tokens };
}

const problem = (status: number, body: object): Response => Response.json(body, { status });

describe('requests', () => {
  test('carry the token, which is asked for once', async () => {
    const { http, asked, tokens } = server(Response.json({ items: [] }), new Response(null, { status: 204 }));

    assert.deepEqual(await http('GET', '/timeline'), { items: [] });
    assert.equal(await http('PUT', '/timeline/seen', { upTo: 'a' }), undefined);

    assert.deepEqual(asked.map(({ url }) => url), ['https://example.com/app/timeline', 'https://example.com/app/timeline/seen']);
    assert.deepEqual(asked[1]?.init.headers, { authorization: 'Bearer token-1', 'content-type': 'application/json' });
    assert.equal(asked[1]?.init.body, '{"upTo":"a"}');
    assert.deepEqual(tokens, ['connect']);
  });

  test('are made once more with a newer token', async () => {
    const { http, asked, tokens } = server(problem(401, {}), Response.json(1), Response.json(2));

    assert.equal(await http('GET', '/a'), 1);
    assert.equal(await http('GET', '/b'), 2);

    assert.deepEqual(tokens, ['connect', 'expired']);
    assert.equal((asked[2]?.init.headers as Record<string, string>)['authorization'], 'Bearer token-2');
  });

  test('reject when the newer token is refused, too', async () => {
    const { http } = server(problem(401, {}), problem(401, { code: 'unauthenticated', title: 'No valid token' }));

    await assert.rejects(http('GET', '/a'), { code: 'unauthenticated', message: 'No valid token', temporary: false });
  });

  test('reject with what the problem says', async () => {
    const { http } = server(problem(503, { code: 'unavailable', detail: 'PostgreSQL is away' }), problem(404, { code: 'not_found' }));

    await assert.rejects(http('GET', '/a'), { code: 'unavailable', message: 'PostgreSQL is away', temporary: true });
    await assert.rejects(http('GET', '/a'), { code: 'not_found', temporary: false });
  });

  test('reject without an answer, with one of a proxy, and with one that is not JSON', async () => {
    const { http } = server(new TypeError('no network'), new Response('<html>', { status: 502 }), new Response('<html>'));

    await assert.rejects(http('GET', '/a'), { code: 'unavailable', temporary: true });
    await assert.rejects(http('GET', '/a'), { code: 'http_502', temporary: true });
    await assert.rejects(http('GET', '/a'), { code: 'malformed' });
  });

  test('ask for a token again after there was none', async () => {
    let calls = 0;
    const http = createHttp({
      url: 'https://example.com',
      getToken: () => (++calls === 1 ? Promise.reject(new Error('offline')) : 'token'),
      fetch: async () => Response.json(1),
    });

    await assert.rejects(http('GET', '/a'), { code: 'token_failed', temporary: true });
    assert.equal(await http('GET', '/a'), 1);
  });
});
