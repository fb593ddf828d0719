import type { CookieOptions } from 'express';

/** What is needed of Express's response. */
interface CookieJar {
  cookie(name: string, value: string, options: CookieOptions): unknown;
  clearCookie(name: string, options: CookieOptions): unknown;
}

/**
 * The cookie that a browser's session is known by. It goes with requests from our own pages only, and no script reads
 * it. With https, no other host can set it either: that is what `__Host-` stands for (RFC 6265bis section 4.1.3.2).
 */
export class SessionCookie {
  private readonly name: string;
  private readonly options: CookieOptions;

  constructor({ publicUrl }: { readonly publicUrl: string }) {
    const secure = publicUrl.startsWith('https:');
    this.name = secure ? '__Host-flosum_console' : 'flosum_console';
    this.options = { httpOnly: true, sameSite: 'strict', path: '/', secure };
  }

  /** @returns The secret of the session; `undefined` without one. */
  read({ headers }: { readonly headers: { readonly cookie?: string | undefined } }): string | undefined {
    const prefix = `${this.name}=`;
    const pair = (headers.cookie ?? '').split(/; */).find((each) => each.startsWith(prefix));
    return pair?.slice(prefix.length);
  }

  /** It lives as long as the browser runs; the session may end sooner. */
  set(response: CookieJar, secret: string): void {
    response.cookie(this.name, secret, this.options);
  }

  clear(response: CookieJar): void {
    response.clearCookie(this.name, this.options);
  }
}
