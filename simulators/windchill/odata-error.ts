/** An answer `{"error":{"code","message"}}`: the standard OData form, assumed, as Windchill's help shows no body. */
export class ODataError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'ODataError';
    this.status = status;
    this.code = code;
  }
}

export const badRequest = (message: string): ODataError => new ODataError(400, 'BAD_REQUEST', message);
export const forbidden = (message: string): ODataError => new ODataError(403, 'FORBIDDEN', message);
export const notFound = (what: string): ODataError =>
  new ODataError(404, 'NOT_FOUND', `${what} does not exist or you have no access to it.`);
