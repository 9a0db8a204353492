/** Keys that sign tokens: made, sealed, kept in PostgreSQL, rotated. Nobody else sees a private key. */
@NullMarked
package io.aula.identity.authserver.key;

import org.jspecify.annotations.NullMarked;
