/** The membership: who has one, how it stands at the provider, how it is changed and ended, and whom it opens all courses to. */
@NullMarked
package io.aula.identity.commerce.membership;

import org.jspecify.annotations.NullMarked;
