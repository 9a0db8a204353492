/** What is sold and what it costs: decided by those who teach, and by staff for the membership. */
@NullMarked
package io.aula.identity.commerce.offer;

import org.jspecify.annotations.NullMarked;
