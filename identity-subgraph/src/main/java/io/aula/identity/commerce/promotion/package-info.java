/** Codes that take something off a price: who makes them, what they are good for, and how often they were used. */
@NullMarked
package io.aula.identity.commerce.promotion;

import org.jspecify.annotations.NullMarked;
