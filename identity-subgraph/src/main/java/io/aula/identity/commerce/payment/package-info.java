/** Whoever moves the money, as the rest of commerce sees them: a port, in words of ours. */
@NullMarked
package io.aula.identity.commerce.payment;

import org.jspecify.annotations.NullMarked;
