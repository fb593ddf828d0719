/** Where a token came from. */
export interface Client {
  readonly address: string;
  readonly userAgent: string | undefined;
}
