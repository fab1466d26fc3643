/** What a client reads in its own token. The server alone decides whether it holds. */
export interface TokenClaims {
  readonly access?: 'read' | 'write';
  /** In milliseconds since 1970. */
  readonly issuedAt?: number;
  /** In milliseconds since 1970. */
  readonly expiresAt?: number;
}

/** Of the last part of a token's life: what then fails can be tried again before the token has expired. */
const RENEW_AT = 0.7;

/** Nothing of what is not a JSON Web Token (RFC 7519). */
export function readClaims(token: string): TokenClaims {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const { access, iat, exp } = JSON.parse(atob(payload)) as Record<string, unknown>;
    return {
      ...(access === 'read' || access === 'write' ? { access } : {}),
      ...(typeof iat === 'number' ? { issuedAt: iat * 1_000 } : {}),
      ...(typeof exp === 'number' ? { expiresAt: exp * 1_000 } : {}),
    };
  } catch {
    return {};
  }
}

/**
 * How long until a token should be replaced, in milliseconds; undefined when it does not tell. Counted from now on by its whole life, so that
 * a clock that differs from the server's does not matter.
 */
export function renewalDelay({ issuedAt, expiresAt }: TokenClaims): number | undefined {
  return issuedAt === undefined || expiresAt === undefined ? undefined : Math.max(1_000, (expiresAt - issuedAt) * RENEW_AT);
}
