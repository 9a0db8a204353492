/** Money: sums, and the currencies in which things are sold. */
@NullMarked
package io.aula.identity.commerce;

import org.jspecify.annotations.NullMarked;
