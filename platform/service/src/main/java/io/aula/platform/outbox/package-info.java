/** Effects happen once: events leave with the transaction that caused them and enter once. */
@NullMarked
package io.aula.platform.outbox;

import org.jspecify.annotations.NullMarked;
