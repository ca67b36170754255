/**
 * The three kinds of failure. Only the worker runtime and the HTTP filter translate them:
 * Business → BPMN error or 4xx; Transient → retry or 503; Permanent → incident or 500.
 */
export abstract class CountersignError extends Error {
  abstract readonly kind: 'business' | 'transient' | 'permanent';
  /** Looked up by people in docs/errors.md. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.name = new.target.name;
  }
}

/** The request is understood and refused by a rule. Retrying changes nothing. */
export class BusinessError extends CountersignError {
  readonly kind = 'business';
}

/** It may work later: time-out, 5xx, 429, lost connection. `retryAfterMs` is the earliest useful moment. */
export class TransientError extends CountersignError {
  readonly kind = 'transient';
  readonly retryAfterMs: number | undefined;
  /** True when nothing was tried yet: something must happen first, and waiting for it uses up no attempt. */
  readonly waiting: boolean;

  constructor(
    code: string,
    message: string,
    options?: ErrorOptions & { retryAfterMs?: number | undefined; waiting?: boolean },
  ) {
    super(code, message, options);
    this.retryAfterMs = options?.retryAfterMs;
    this.waiting = options?.waiting ?? false;
  }
}

/** A person must repair something first: configuration, credentials, a vanished object. The message says what. */
export class PermanentError extends CountersignError {
  readonly kind = 'permanent';
}

export class NotFoundError extends BusinessError {
  constructor(what: string, id: string) {
    super('NOT_FOUND', `There is no ${what} ${id}.`);
  }
}

/** The actor may not do this. */
export class ForbiddenError extends BusinessError {}

/** Somebody was first. Carries who, when and where, for the person who came second. */
export class AlreadyDecidedError extends BusinessError {
  readonly decision: {
    readonly verdict: string;
    readonly by: string;
    readonly byName: string;
    readonly via: string;
    readonly at: string;
  } | null;

  constructor(message: string, decision: AlreadyDecidedError['decision']) {
    super('ALREADY_DECIDED', message);
    this.decision = decision;
  }
}

/** The state of the change or approval does not allow this now. */
export class ConflictError extends BusinessError {}
