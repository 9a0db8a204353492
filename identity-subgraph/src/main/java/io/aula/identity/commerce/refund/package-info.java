/** Giving money back by a rule that is shown before and after buying. */
@NullMarked
package io.aula.identity.commerce.refund;

import org.jspecify.annotations.NullMarked;
