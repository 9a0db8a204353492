/** OAuth clients as data. What they may do is decided in authserver. */
@NullMarked
package io.aula.identity.integrator;

import org.jspecify.annotations.NullMarked;
