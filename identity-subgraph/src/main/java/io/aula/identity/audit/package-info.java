/** Who did what to whom, written in the transaction of the deed and never changed. */
@NullMarked
package io.aula.identity.audit;

import org.jspecify.annotations.NullMarked;
