/** Signing a device in that has no browser (RFC 8628): the code on its screen, and the person who decides. Gives out no token. */
@NullMarked
package io.aula.identity.authserver.device;

import org.jspecify.annotations.NullMarked;
