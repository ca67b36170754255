import { SetMetadata, type CustomDecorator } from '@nestjs/common';

export const SIGN_IN_FIRST = Symbol('SIGN_IN_FIRST');

/**
 * The route is opened by people from links, not called by programs: whoever is not signed in is sent to the sign-in
 * and comes back to the same address, instead of reading a 401.
 */
export const SignInFirst = (): CustomDecorator<symbol> => SetMetadata(SIGN_IN_FIRST, true);
