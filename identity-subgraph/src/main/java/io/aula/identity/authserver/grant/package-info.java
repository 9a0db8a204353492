/** What a person has allowed programs of others, and how they take it back. */
@NullMarked
package io.aula.identity.authserver.grant;

import org.jspecify.annotations.NullMarked;
