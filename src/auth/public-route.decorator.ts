import { SetMetadata, type CustomDecorator } from '@nestjs/common';

export const PUBLIC_ROUTE = Symbol('PUBLIC_ROUTE');

/** The route answers without sign-in: health and the sign-in itself, nothing that shows or changes data. */
export const PublicRoute = (): CustomDecorator<symbol> => SetMetadata(PUBLIC_ROUTE, true);
