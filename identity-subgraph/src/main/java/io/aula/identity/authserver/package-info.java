/** The OAuth 2.1 and OpenID Connect server: clients, codes, consent and what a token says. Asks account who people are. */
@NullMarked
package io.aula.identity.authserver;

import org.jspecify.annotations.NullMarked;
