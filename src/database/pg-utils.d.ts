/** The driver's own way of turning values of JavaScript into parameters; its types leave it out. */
declare module 'pg/lib/utils.js' {
  const utils: { readonly prepareValue: (value: unknown) => Buffer | string | null };
  export default utils;
}
