import { SetMetadata, type CustomDecorator } from '@nestjs/common';

export const SIGNED_CALLBACK = Symbol('SIGNED_CALLBACK');

/**
 * The route is called by another system, which nobody signs in, and verifies that system's signature or secret
 * itself before it does anything. Forgetting the verification would leave the route open to everybody.
 */
export const SignedCallback = (): CustomDecorator<symbol> => SetMetadata(SIGNED_CALLBACK, true);
