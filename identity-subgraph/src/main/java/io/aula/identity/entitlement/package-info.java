/** Who has a right to which course, and why: the one place here that decides it, and tells the others. */
@NullMarked
package io.aula.identity.entitlement;

import org.jspecify.annotations.NullMarked;
