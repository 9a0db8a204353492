/** Codes that are worth tokens once: who may redeem one, and what a second try means. Issues nothing itself. */
@NullMarked
package io.aula.identity.authserver.code;

import org.jspecify.annotations.NullMarked;
