/**
 * Spring Cloud Gateway around the engine: sign-in, routes to identity and to uploads, media, the SPA's files. Decides where a
 * request goes and with which headers; what a GraphQL operation means is the engine's affair.
 */
@NullMarked
package io.aula.gateway.web;

import org.jspecify.annotations.NullMarked;
