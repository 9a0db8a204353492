/** Refresh tokens: one family per sign-in, rotated at each use, revoked when a spent one comes back. */
@NullMarked
package io.aula.identity.authserver.refresh;

import org.jspecify.annotations.NullMarked;
