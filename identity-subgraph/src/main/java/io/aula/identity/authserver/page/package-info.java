/** The few HTML pages of sign-in and consent, and the headers that protect them. */
@NullMarked
package io.aula.identity.authserver.page;

import org.jspecify.annotations.NullMarked;
