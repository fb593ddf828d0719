/** What a `User-Agent` gives away, from the special to the general: browsers and libraries name each other too. */
const CLASSES: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^(microsoft|azure|entra)|azuread|aad-?sync/i, 'Microsoft Entra ID'],
  [/^okta/i, 'Okta'],
  [/^onelogin/i, 'OneLogin'],
  [/^ping(federate|one|identity)/i, 'Ping Identity'],
  [/^jumpcloud/i, 'JumpCloud'],
  [/^postmanruntime/i, 'Postman'],
  [/^insomnia/i, 'Insomnia'],
  [/^curl\//i, 'curl'],
  [/^wget\//i, 'Wget'],
  [/powershell/i, 'PowerShell'],
  [/^python|^aiohttp/i, 'Python'],
  [/^(go-http-client|node|undici|axios|java|okhttp|apache-httpclient|ruby|guzzlehttp)\b/i, 'a program'],
  [/^mozilla\//i, 'browser'],
];

/** Provisioning of Entra ID sends no `User-Agent` at all, and hardly anybody else does without one. */
const NAMELESS = 'no name, as Microsoft Entra ID';

/** @returns Which kind of client it is: one of a few words, and nothing of what the client sent. */
export function classifyClient(userAgent: string | undefined): string {
  const sent = userAgent?.trim() ?? '';
  if (sent === '' || sent === '-') return NAMELESS;
  return CLASSES.find(([pattern]) => pattern.test(sent))?.[1] ?? 'other';
}

/** The identity provider that a kind of client stands for, as {@link classifyClient} tells it. */
export function productOf(clientClass: string | null): 'entra' | 'okta' | 'scim' {
  if (clientClass === 'Okta') return 'okta';
  return clientClass === NAMELESS || clientClass === 'Microsoft Entra ID' ? 'entra' : 'scim';
}
