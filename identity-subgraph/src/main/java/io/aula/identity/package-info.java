/** The identity service's entry point and its settings; owns no logic. */
@NullMarked
package io.aula.identity;

import org.jspecify.annotations.NullMarked;
