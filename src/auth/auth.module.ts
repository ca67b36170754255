import { Module, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { IdentitiesModule } from '../identities/identities.module.js';
import { AuthController } from './auth.controller.js';
import { AuthenticationGuard } from './authentication.guard.js';
import { BearerTokens } from './bearer-tokens.js';
import { IdentityProvider } from './identity-provider.js';
import { MeController } from './me.controller.js';
import { RolesGuard } from './roles.guard.js';
import { SessionActor } from './session-actor.js';
import { SessionMiddleware } from './session.middleware.js';
import { SignIn } from './sign-in.js';

/** Sign-in of people and API clients. Importing it closes every route that is not marked as open. */
@Module({
  imports: [IdentitiesModule],
  controllers: [AuthController, MeController],
  providers: [
    IdentityProvider,
    SignIn,
    SessionActor,
    SessionMiddleware,
    BearerTokens,
    AuthenticationGuard,
    { provide: APP_GUARD, useExisting: AuthenticationGuard },
    { provide: APP_GUARD, useClass: RolesGuard },
  ],
  exports: [IdentityProvider],
})
export class AuthModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(SessionMiddleware).forRoutes('{*path}');
  }
}
