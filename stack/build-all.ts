import { buildServer, buildWeb } from './build.ts';

/** `npm run build`: what `npm start` builds, and only what has changed. */
console.log((await buildServer()) ? 'The server is built.' : 'The server is up to date.');
console.log((await buildWeb()) ? 'The web app is built.' : 'The web app is up to date.');
